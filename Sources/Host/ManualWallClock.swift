package import FoundationEssentials
import Synchronization

/// A clock that jumps: whoever sleeps on it wakes at once, and the time has moved on.
///
/// A reset that takes four minutes on a recorder takes none in a test, and every wait still counts.
package final class ManualWallClock: WallClock {
  private let instant: Mutex<Date>

  package init(startingAt start: Date) { instant = Mutex(start) }

  package var now: Date { instant.withLock { $0 } }

  package func sleep(for duration: Duration) async throws {
    try Task.checkCancellation()
    advance(by: duration)
    await Task.yield()
  }

  /// Moves the time on without a sleeper.
  package func advance(by duration: Duration) {
    instant.withLock { $0 = $0.addingTimeInterval(duration / .seconds(1)) }
  }
}
