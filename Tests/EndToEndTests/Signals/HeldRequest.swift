import ISAPI
import Simulator
import Synchronization

/// The first request of a kind, which a recorder leaves unanswered until a test lets it go.
final class HeldRequest: Sendable {
  private let isWanted: @Sendable (Request) -> Bool
  private let isTaken = Mutex(false)
  private let arrivals = AsyncStream.makeStream(of: Void.self)
  private let releases = AsyncStream.makeStream(of: Void.self)

  init(_ isWanted: @escaping @Sendable (Request) -> Bool) { self.isWanted = isWanted }

  /// Stands beside the sockets of a recorder.
  var attendant: ExchangeAttendant {
    ExchangeAttendant { [self] moment, request in
      guard moment == .arrived, isWanted(request), isFirst() else { return true }
      arrivals.continuation.yield()
      for await _ in releases.stream {}
      return true
    }
  }

  /// Returns when the request has come in.
  func arrival() async { for await _ in arrivals.stream { return } }

  /// Lets it go.
  func release() { releases.continuation.finish() }

  private func isFirst() -> Bool {
    isTaken.withLock { isTaken in
      defer { isTaken = true }
      return !isTaken
    }
  }
}
