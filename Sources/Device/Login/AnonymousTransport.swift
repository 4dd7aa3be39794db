package import ISAPI

/// Sends requests without credentials, for what a recorder answers to anyone (isapi.md 2.4).
package struct AnonymousTransport: DeviceTransport {
  package let address: DeviceAddress
  private let connection: any DeviceConnection
  private let slots: RequestSlots

  package init(_ connection: any DeviceConnection, address: DeviceAddress, slots: RequestSlots) {
    self.connection = connection
    self.address = address
    self.slots = slots
  }

  package var ownHost: String? { connection.ownHost }

  package func send(_ request: Request) async throws -> Response {
    try await slots.run { try await connection.exchange(request) }
  }

  package func close() async { await connection.close() }
}
