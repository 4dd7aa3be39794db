package import FoundationEssentials
import Host

/// A clock that runs faster than the machine's, so that a recorder's minutes take seconds.
package struct AcceleratedWallClock: WallClock {
  private let start: Date
  private let origin: ContinuousClock.Instant
  private let factor: Double

  /// A clock that shows `start` now and runs `factor` times as fast as the machine's.
  package init(startingAt start: Date, factor: Double) {
    self.start = start
    self.factor = factor
    origin = .now
  }

  package var now: Date {
    start.addingTimeInterval((ContinuousClock.now - origin) / .seconds(1) * factor)
  }

  package func sleep(for duration: Duration) async throws {
    try await Task.sleep(for: duration / factor)
  }

  package func idle(for duration: Duration) async throws { try await sleep(for: duration) }
}
