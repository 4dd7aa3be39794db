import ISAPI
import Simulator
import Synchronization

/// The first request of a kind, which a recorder leaves unanswered until a test lets it go.
final class HeldRequest: Sendable {
  private let isWanted: @Sendable (Request) -> Bool
  /// Whether the next wanted request is the one to hold.
  private let isArmed: Mutex<Bool>
  private let arrivals = AsyncStream.makeStream(of: Void.self)
  private let releases = AsyncStream.makeStream(of: Void.self)

  init(isArmed: Bool, _ isWanted: @escaping @Sendable (Request) -> Bool) {
    self.isArmed = Mutex(isArmed)
    self.isWanted = isWanted
  }

  /// Holds the next request that is wanted.
  func arm() { isArmed.withLock { $0 = true } }

  /// Stands beside the sockets of a recorder.
  var attendant: ExchangeAttendant {
    ExchangeAttendant { [self] moment, request in
      guard moment == .arrived, isWanted(request), isFirst() else { return true }
      arrivals.continuation.yield()
      for await _ in releases.stream {}
      return true
    }
  }

  /// Nobody is left who could send it.
  func giveUp() { arrivals.continuation.finish() }

  /// Returns when the request has come in, or when nobody can send it any more.
  func arrival() async { for await _ in arrivals.stream { return } }

  /// Lets it go.
  func release() { releases.continuation.finish() }

  private func isFirst() -> Bool {
    isArmed.withLock { isArmed in
      defer { isArmed = false }
      return isArmed
    }
  }
}
