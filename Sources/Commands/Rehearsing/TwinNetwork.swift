import ISAPI
import Simulator

/// The network of a rehearsal: the twin alone, in this process; no socket is behind it.
struct TwinNetwork: DeviceDialer {
  let network: SimulatedNetwork
  private let recorder: SimulatedRecorder
  /// The port at which the recorder is reached through something that leads every port to its own, nil for none.
  private let outerPort: Int?

  /// A network on which the twin is found where the plan found the recorder.
  init(_ recorder: SimulatedRecorder, foundAt address: DeviceAddress) {
    self.recorder = recorder
    network = SimulatedNetwork(clock: recorder.clock)
    network.plugIn(recorder)
    let own = recorder.binding
    if own.address != address.host { network.forward(address.host, to: recorder) }
    outerPort = [own.http, own.https].contains(address.port) ? nil : address.port
  }

  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    do {
      return try await network.connect(to: inner(address), trust: trust)
    } catch var error as TransportError {
      error.address = address
      throw error
    }
  }

  private func inner(_ address: DeviceAddress) -> DeviceAddress {
    guard address.port == outerPort else { return address }
    let binding = recorder.binding
    return DeviceAddress(
      address.scheme, address.host, port: (address.scheme == .http ? binding.http : binding.https) ?? address.port)
  }

  /// Where the twin can be reached now; plain only where there is no other way, since it may be sent on from there.
  var address: DeviceAddress {
    let binding = recorder.binding
    return binding.https.map { DeviceAddress(.https, binding.address, port: $0) }
      ?? DeviceAddress(.http, binding.address, port: binding.http)
  }
}
