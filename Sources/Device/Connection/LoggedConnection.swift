import ISAPI
import Logging

/// Writes one line for each exchange: method, path, status, time; never a header, a query or a body.
struct LoggedConnection: DeviceConnection {
  private let connection: any DeviceConnection
  private let address: DeviceAddress
  private let logger: Logger

  init(_ connection: any DeviceConnection, to address: DeviceAddress, logger: Logger) {
    self.connection = connection
    self.address = address
    self.logger = logger
  }

  func exchange(_ request: Request) async throws -> Response {
    let start = ContinuousClock.now
    do {
      let response = try await connection.exchange(request)
      log(request, String(response.status), since: start)
      return response
    } catch {
      log(request, (error as? TransportError)?.reason.rawValue ?? "ended", since: start)
      throw error
    }
  }

  func close() async { await connection.close() }

  var ownHost: String? { connection.ownHost }

  private func log(_ request: Request, _ outcome: String, since start: ContinuousClock.Instant) {
    let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
    logger.debug(
      "\(request.method.rawValue) \(request.endpoint.path) \(outcome) \(milliseconds) ms",
      metadata: ["address": "\(address)"])
  }
}
