import Host
import Planner
import Settings

/// Secrets for a twin: texts that any recorder would take as a password, one for each reference, and nobody's.
struct StandIns {
  let secrets: ResolvedSecrets
  let count: Int

  /// Stand-ins for everything a plan refers to.
  init(for plan: Plan) {
    let references = plan.rehearsedSecrets
    var values: [SecretReference: Secret] = [:]
    for reference in references where values[reference] == nil {
      values[reference] = Secret("Stand-in-\(1001 + values.count)x")
    }
    secrets = ResolvedSecrets(values)
    count = values.count
  }
}

extension Plan {
  /// Every secret that a step may need, and both passwords of the account.
  var rehearsedSecrets: [SecretReference] {
    settings.secretReferences + [target.account.password, target.account.previousPassword].compactMap(\.self)
  }
}
