import Commands
import ISAPI

/// Asks for a stop at the moment of the first write.
struct InterruptingDialer: DeviceDialer {
  var dialer: any DeviceDialer
  var interruption: Interruption

  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    InterruptingConnection(
      connection: try await dialer.connect(to: address, trust: trust), interruption: interruption)
  }
}

private struct InterruptingConnection: DeviceConnection {
  var connection: any DeviceConnection
  var interruption: Interruption

  var ownHost: String? { connection.ownHost }

  func exchange(_ request: Request) async throws -> Response {
    if request.method != .get { interruption.request() }
    return try await connection.exchange(request)
  }

  func close() async { await connection.close() }
}
