import ISAPI

/// Takes logins of other devices out of every answer before anybody sees it.
struct CleanConnection: DeviceConnection {
  private let connection: any DeviceConnection

  init(_ connection: any DeviceConnection) { self.connection = connection }

  func exchange(_ request: Request) async throws -> Response {
    try await connection.exchange(request).withoutCredentials(of: request.endpoint)
  }

  func close() async { await connection.close() }

  var ownHost: String? { connection.ownHost }
}
