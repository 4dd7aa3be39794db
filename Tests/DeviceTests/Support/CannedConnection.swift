import Device
import FoundationEssentials
import Host
import ISAPI
import Synchronization

/// A connection that answers from a closure and remembers what it was asked.
final class CannedConnection: DeviceConnection {
  private let answer: @Sendable (Request) throws -> Response
  private let received = Mutex<[Request]>([])

  init(_ answer: @escaping @Sendable (Request) throws -> Response) { self.answer = answer }

  var ownHost: String? { nil }

  var requests: [Request] { received.withLock { $0 } }

  func exchange(_ request: Request) async throws -> Response {
    received.withLock { $0.append(request) }
    return try answer(request)
  }

  func close() async {}

  /// A transport over this connection, with a ledger of its own.
  func transport(_ address: DeviceAddress = Bench.address) -> DigestTransport {
    let clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_790_000_000))
    let ledger = LoginLedger(folder: DeviceFolder(serial: "1"), state: InMemoryStateStore(), clock: clock)
    return DigestTransport(
      self, address: address, credentials: .right, lane: LoginLane(ledger: ledger, clock: clock),
      slots: RequestSlots(2))
  }
}

extension Response {
  /// A 401 with a challenge.
  static func challenge(isStale: Bool = false, body: String = "") -> Response {
    let value = #"Digest qop="auth", realm="recorder", nonce="4e5468", stale="\#(isStale ? "TRUE" : "FALSE")""#
    return Response(status: 401, headers: ["WWW-Authenticate": value], body: Array(body.utf8))
  }
}

/// Trusts every key.
struct EveryKey: CertificateTrust {
  func accepts(fingerprint: String, from address: DeviceAddress) -> Bool { true }
}
