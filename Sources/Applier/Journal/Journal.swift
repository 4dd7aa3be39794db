import Planner
package import Host
import FoundationEssentials

/// The append-only record of one run; what is written here is on the disk before its effect on the device begins.
package struct Journal: Sendable {
  private let store: any StateStore
  private let clock: any WallClock
  private let path: String
  private var previous: String
  private var count = 0

  /// An empty journal of a run of the plan with this digest.
  package init(run: RunID, planDigest: String, store: any StateStore, clock: any WallClock) {
    self.store = store
    self.clock = clock
    path = run.journal
    previous = planDigest
  }

  /// The journal of a run that is gone on with, without the torn end of its last line; throws `StateError`.
  package init(continuing record: RunRecord, store: any StateStore, clock: any WallClock) throws {
    self.init(run: record.id, planDigest: record.plan.digest, store: store, clock: clock)
    let records = record.journal.records
    if record.journal.tornBytes > 0 { try store.write(try records.flatMap { try $0.line }, to: path) }
    previous = records.last?.hash ?? previous
    count = records.count
  }

  /// Writes one entry and returns once it is on the disk; throws `StateError`.
  package mutating func append(_ entry: JournalEntry) throws {
    let record = try JournalRecord(entry, number: count + 1, time: clock.now, previous: previous)
    try store.append(try record.line, to: path)
    previous = record.hash
    count = record.number
  }
}
