package import Host
import XML

extension SimulatedRecorder {
  /// Gives the administrator another password behind the back of every client.
  package func setAdministratorPassword(_ password: Secret) {
    withState { state, _ in state.setPassword(password.reveal(), ofUser: "1") }
  }

  /// Factory resets that were carried out, whether anybody was told or not.
  package var resetsDone: Int { withState { state, _ in state.resetsDone } }

  /// Everything the recorder keeps, documents and secrets alike, by place.
  ///
  /// Two recorders with the same holdings are set up alike; time, logs and locks are no part of it.
  package var holdings: [String: String] {
    withState { state, _ in
      var holdings = state.documents.mapValues(\.markup)
      for (path, document) in state.pending { holdings["pending \(path)"] = document.markup }
      for (place, value) in state.secrets {
        holdings["secret \(place.resource) \(place.id) \(place.field)"] = value
      }
      return holdings
    }
  }
}
