import FoundationEssentials
import Host
import Synchronization

/// Says now and then how many faults were tried, so that nobody takes work for a standstill.
final class TrialProgress: Sendable {
  private struct Standing {
    var count = 0
    var told: Date
  }

  private let console: Console
  private let clock: any WallClock
  private let total: Int
  private let standing: Mutex<Standing>

  /// How long it is silent at most.
  private static let pause = 5.0

  init(of total: Int, console: Console, clock: any WallClock) {
    self.console = console
    self.clock = clock
    self.total = total
    standing = Mutex(Standing(told: clock.now))
  }

  /// Counts one more.
  func oneMore() {
    let now = clock.now
    let line = standing.withLock { standing -> String? in
      standing.count += 1
      guard standing.count < total, now.timeIntervalSince(standing.told) >= Self.pause else { return nil }
      standing.told = now
      return "Tried \(standing.count) of \(Count.of(total, "fault")).\n"
    }
    if let line { console.progress(line) }
  }
}
