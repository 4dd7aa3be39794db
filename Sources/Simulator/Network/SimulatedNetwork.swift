import FoundationEssentials
package import Host
package import ISAPI
import Synchronization

/// A network without sockets: recorders are found at the address they have at the moment.
package final class SimulatedNetwork: DeviceDialer {
  /// The clock that unanswered tries take their time from.
  let clock: any WallClock
  /// The address that requests come from.
  package let clientAddress: String

  private struct Contents {
    var recorders: [SimulatedRecorder] = []
    var names: [String: String] = [:]
    var forwards: [Forward] = []
    var barriers: [Barrier] = []
    var connections = 0
  }

  /// An address of somebody else's at which a recorder is reached, wherever its own is.
  private struct Forward {
    var host: String
    var recorder: SimulatedRecorder
    /// The port there and the recorder's own that it leads to; nil where every port leads to its like.
    var ports: (outer: Int, inner: Int)?

    /// The port of the recorder that a port leads to; nil for one that leads nowhere.
    func inner(_ port: Int) -> Int? {
      guard let ports else { return port }
      return ports.outer == port ? ports.inner : nil
    }
  }

  /// Something on the way that lets no packet through.
  private struct Barrier {
    var host: String
    /// nil for every port.
    var port: Int?
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

  /// Reaches a recorder at an address that is not its own and stays, as through a router or a second socket.
  ///
  /// With ports, one of them leads to one of the recorder's, which need not be open.
  package func forward(_ host: String, to recorder: SimulatedRecorder, ports: (outer: Int, inner: Int)? = nil) {
    contents.withLock { $0.forwards.append(Forward(host: host, recorder: recorder, ports: ports)) }
  }

  /// Lets nothing through to an address, or to one port of it: whoever tries meets silence.
  package func block(_ host: String, port: Int? = nil) {
    contents.withLock { $0.barriers.append(Barrier(host: host, port: port)) }
  }

  /// Lets everything through again.
  package func unblock() { contents.withLock { $0.barriers = [] } }

  /// The recorders that are plugged in.
  package var recorders: [SimulatedRecorder] { contents.withLock { $0.recorders } }

  /// The recorders at an address; two are a conflict, and take turns.
  package func recorders(at host: String) -> [SimulatedRecorder] {
    let (recorders, address, forwards) = contents.withLock { ($0.recorders, $0.names[host] ?? host, $0.forwards) }
    return recorders.filter { recorder in
      recorder.binding.address == address || forwards.contains { $0.host == host && $0.recorder === recorder }
    }
  }

  /// Whether packets still get to a recorder that was reached at an address.
  func reaches(_ recorder: SimulatedRecorder, at address: DeviceAddress) -> Bool {
    recorders(at: address.host).contains { $0 === recorder } && !isBlocked(address)
  }

  /// Whether a recorder listens behind an address at which it is reached.
  func listens(_ recorder: SimulatedRecorder, at address: DeviceAddress) -> Bool {
    let forwards = contents.withLock { $0.forwards.filter { $0.host == address.host && $0.recorder === recorder } }
    if forwards.isEmpty { return recorder.listens(to: address) }
    return forwards.contains { forward in
      forward.inner(address.port).map { recorder.listens(to: DeviceAddress(address.scheme, address.host, port: $0)) }
        ?? false
    }
  }

  private func isBlocked(_ address: DeviceAddress) -> Bool {
    contents.withLock { contents in
      contents.barriers.contains { $0.host == address.host && ($0.port ?? address.port) == address.port }
    }
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
    guard !isBlocked(address), recorder.letsIn(clientAddress) else {
      try await clock.sleep(for: .seconds(5))
      throw TransportError(.connectTimeout, address: address, detail: "no answer")
    }
    guard listens(recorder, at: address) else {
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
      return ([state.binding] + state.oldBindings).contains {
        address.port == (address.scheme == .http ? $0.http : $0.https)
      }
    }
  }

  /// Whether the address filter lets somebody in.
  func letsIn(_ source: String) -> Bool { withState { state, _ in state.letsIn(source) } }

  /// The boot that connections belong to; they do not outlive it.
  var boot: Date { withState { state, _ in state.power.bootedAt } }
}
