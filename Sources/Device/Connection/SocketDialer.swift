package import ISAPI

/// Opens real sockets.
package struct SocketDialer: DeviceDialer {
  /// Where to connect for an address; the `Host` header still names the address.
  package typealias Route = @Sendable (DeviceAddress) -> (host: String, port: Int)

  private let limits: ConnectionLimits
  private let route: Route

  /// A dialer that connects to the addresses themselves, or to where a route leads instead.
  package init(
    limits: ConnectionLimits = ConnectionLimits(), route: @escaping Route = { (host: $0.host, port: $0.port) }
  ) {
    self.limits = limits
    self.route = route
  }

  package func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    let (host, port) = route(address)
    let opener = SocketOpener(address: address, host: host, port: port, limits: limits, trust: trust)
    return SocketConnection(opener, limits: limits, first: try await opener.open())
  }
}
