import Host
import Planner

/// Where a run is taken up: at its beginning, or where the record of an earlier process ends.
struct RunStart: Sendable {
  let run: RunID
  /// What is kept of the run; nil for a new one.
  let record: RunRecord?
  /// The limits that a person lifted, now or earlier in the run.
  let allowances: Allowances
  /// What the run has learnt so far.
  let memory: RunMemory

  /// The start of a run whose gates are met; throws `StepFailure` where it must not be, and `JournalDamage`.
  init(
    resuming resumed: RunID?, of plan: Plan, options: RunOptions, _ preconditions: Preconditions,
    in store: any StateStore
  ) throws {
    record = try resumed.map { id throws(JournalDamage) in try RunRecord(id, in: store) }
    let standing = record?.standing
    if let standing { try preconditions.check(resumptionOf: standing) }
    allowances = Allowances(kept: standing?.memory?.allowances ?? []).merging(options.allowances)
    try preconditions.checkGates(allowing: allowances)
    run = try record?.id ?? preconditions.newRun()
    var memory = standing?.memory ?? RunMemory(address: plan.target.address, login: plan.target.login)
    memory.allowances = allowances.texts
    self.memory = memory
  }

  /// How far the run came; nil for a new one.
  var standing: RunStanding? { record?.standing }
}
