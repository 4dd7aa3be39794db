import ISAPI
import Synchronization

/// A connection that answers from a closure and remembers what it was asked.
final class CannedConnection: DeviceConnection {
  private let answer: @Sendable (Request) throws -> Response
  private let received = Mutex<[Request]>([])

  init(_ answer: @escaping @Sendable (Request) throws -> Response) { self.answer = answer }

  var requests: [Request] { received.withLock { $0 } }

  func exchange(_ request: Request) async throws -> Response {
    received.withLock { $0.append(request) }
    return try answer(request)
  }

  func close() async {}
}

/// Trusts every key.
struct EveryKey: CertificateTrust {
  func accepts(fingerprint: String, from address: DeviceAddress) -> Bool { true }
}
