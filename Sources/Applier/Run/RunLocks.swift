import Host
import ISAPI
import Planner
import Settings

/// The locks under which a plan is carried out: its recorder's, and that of the network segment where a recorder may
/// come to stand at the factory's address.
struct RunLocks: Sendable {
  let plan: Plan
  let options: RunOptions
  let store: any StateStore
  let clock: any WallClock
  /// The run, where it has a name already; a lock that it left behind is its own.
  var run: RunID?

  /// Runs a body under all of them; throws `StateLockHeld` or `StateLockLeft`.
  func holding<Result: Sendable>(_ body: ([HeldLock]) async throws -> Result) async throws -> Result {
    let folder = DeviceFolder(serial: plan.target.identity.serial ?? "")
    return try await holding(folder.lock, "this recorder") { recorder in
      guard let segment = NetworkSegment(of: plan) else { return try await body([recorder]) }
      return try await holding(segment.lock, "the network segment \(segment.name), where a recorder is being reset") {
        try await body([recorder, $0])
      }
    }
  }

  private func holding<Result: Sendable>(
    _ path: String, _ subject: String, _ body: (HeldLock) async throws -> Result
  ) async throws -> Result {
    let claim = LockClaim(
      subject: subject, owner: options.owner, run: run?.description,
      takeOver: Set([options.takeOver, run?.description].compactMap(\.self)))
    return try await store.withLock(path, for: claim, clock: clock, body)
  }
}
