package import FoundationEssentials

/// The time of day and a way to wait, so that tests need not.
package protocol WallClock: Sendable {
  /// The time now.
  var now: Date { get }
  /// Waits; throws `CancellationError` when the task is cancelled meanwhile.
  func sleep(for duration: Duration) async throws
}

/// The clock of the machine.
package struct SystemWallClock: WallClock {
  package init() {}

  package var now: Date { Date() }

  package func sleep(for duration: Duration) async throws {
    try await Task.sleep(for: duration)
  }
}
