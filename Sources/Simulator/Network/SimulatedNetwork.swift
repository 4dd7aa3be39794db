import FoundationEssentials
package import Host
package import ISAPI
import Synchronization

/// A network without sockets: recorders are found at the address they have at the moment.
package final class SimulatedNetwork: DeviceDialer {
  /// The clock that unanswered tries take their time from.
  let clock: any WallClock
  /// The address that requests come from.
  let clientAddress: String

  private struct Contents {
    var recorders: [SimulatedRecorder] = []
    var names: [String: String] = [:]
    var connections = 0
  }

  private let contents = Mutex(Contents())

  package init(clock: any WallClock, clientAddress: String = "10.20.30.5") {
    self.clock = clock
    self.clientAddress = clientAddress
  }

  /// Connects recorders to the network.
  package func plugIn(_ recorders: SimulatedRecorder...) {
    contents.withLock { $0.recorders += recorders }
  }

  /// Pulls a recorder's network cable.
  package func unplug(_ recorder: SimulatedRecorder) {
    contents.withLock { $0.recorders.removeAll { $0 === recorder } }
  }

  /// Gives an address a name.
  package func name(_ name: String, _ address: String) {
    contents.withLock { $0.names[name] = address }
  }

  /// The recorders that are plugged in.
  package var recorders: [SimulatedRecorder] { contents.withLock { $0.recorders } }

  /// The recorders at an address; two are a conflict, and take turns.
  package func recorders(at host: String) -> [SimulatedRecorder] {
    let (recorders, address) = contents.withLock { ($0.recorders, $0.names[host] ?? host) }
    return recorders.filter { $0.binding.address == address }
  }

  /// Whether a recorder is plugged in and still at an address.
  func reaches(_ recorder: SimulatedRecorder, at host: String) -> Bool {
    let (isPluggedIn, address) = contents.withLock { contents in
      (contents.recorders.contains { $0 === recorder }, contents.names[host] ?? host)
    }
    return isPluggedIn && recorder.binding.address == address
  }

  package func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    let found = recorders(at: address.host)
    guard !found.isEmpty else {
      try await clock.sleep(for: .seconds(3))
      throw TransportError(.unreachable, address: address, detail: "no route to host")
    }
    let turn = contents.withLock { contents in
      contents.connections += 1
      return contents.connections
    }
    let recorder = found[turn % found.count]
    guard recorder.listens(to: address) else {
      throw TransportError(.refused, address: address, detail: "connection refused")
    }
    let fingerprint = recorder.fingerprint
    if address.scheme == .https, !trust.accepts(fingerprint: fingerprint, from: address) {
      throw TransportError(.untrustedCertificate, address: address, detail: fingerprint)
    }
    return SimulatedConnection(recorder: recorder, network: self, address: address)
  }
}

extension SimulatedRecorder {
  /// Whether somebody would accept a connection.
  func listens(to address: DeviceAddress) -> Bool {
    withState { state, _ in
      if state.power.phase == .down { return false }
      return address.port == (address.scheme == .http ? state.binding.http : state.binding.https)
    }
  }

  /// The boot that connections belong to; they do not outlive it.
  var boot: Date { withState { state, _ in state.power.bootedAt } }
}
