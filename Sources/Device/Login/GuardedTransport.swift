package import ISAPI
package import Settings
import XML

/// A session over plain HTTP that proves who answers before each write.
///
/// A kept-alive connection opens new sockets as old ones close, and behind a new one may stand another device that
/// takes the same password. Over TLS the pinned key tells them apart; here `deviceInfo` does (design 6.1).
package struct GuardedTransport: DeviceTransport {
  private let inner: any DeviceTransport
  private let declared: DeclaredIdentity

  package init(_ inner: any DeviceTransport, declared: DeclaredIdentity) {
    self.inner = inner
    self.declared = declared
  }

  package var address: DeviceAddress { inner.address }

  package var ownHost: String? { inner.ownHost }

  package func close() async { await inner.close() }

  package func send(_ request: Request) async throws -> Response {
    if request.method != .get { try await proveIdentity() }
    return try await inner.send(request)
  }

  /// Nothing was written when this throws, whatever became of the read.
  private func proveIdentity() async throws {
    let document: XMLDocument
    do {
      document = try await inner.document(at: .deviceInfo)
    } catch let error as TransportError {
      throw TransportError(.unreachable, address: error.address, endpoint: error.endpoint, detail: error.detail)
    }
    guard let found = DeviceIdentity(deviceInfo: document.root) else {
      throw DeviceRefusal(.unexpectedContent, .get(.deviceInfo), httpStatus: 200)
    }
    if let mismatch = declared.mismatch(with: found, at: address) {
      await inner.close()
      throw mismatch
    }
  }
}
