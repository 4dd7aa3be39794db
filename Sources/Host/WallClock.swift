package import FoundationEssentials

/// The time of day and a way to wait, so that tests need not.
package protocol WallClock: Sendable {
  /// The time now.
  var now: Date { get }
  /// Waits; throws `CancellationError` when the task is cancelled meanwhile.
  func sleep(for duration: Duration) async throws
  /// Waits beside the work, such as between two heartbeats: a clock that jumps for sleepers does not jump for this.
  func idle(for duration: Duration) async throws
}
