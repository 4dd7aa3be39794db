import ISAPI

struct UnwiredDialer: DeviceDialer {
  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    throw TransportError(.unreachable, address: address)
  }
}
