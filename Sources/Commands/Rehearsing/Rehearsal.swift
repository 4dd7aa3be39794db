import Applier
import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings
import Simulator

/// Carries a plan out on a twin, once without and then once for each of some faults; no device is touched.
struct Rehearsal: Sendable {
  var plan: Plan
  var snapshot: RecordedSnapshot
  var secrets: ResolvedSecrets
  var allowances: Allowances
  /// What is known of wrong logins at the real recorder.
  var ledger: [UInt8]?
  var context: CommandContext

  /// What came of the run without a fault.
  struct Outcome: Sendable {
    var result: RunResult
    var log: RequestLog
    /// Seconds on the twin's clock.
    var seconds: Double
    /// What is not as declared at the end.
    var unmet: [String]
  }

  /// What came of one fault, of going on without it, and of looking at the twin at the end.
  struct Trial: Sendable {
    var fault: Fault
    var ending: Ending

    enum Ending: Sendable, Hashable {
      case reachedEnd
      /// It ended with a code that says so.
      case honest(ExitStatus, String)
      /// It said that all was done, and it was not.
      case untrue([String])
    }
  }

  /// Throws `Problem` where the plan is not one for the recorder of the snapshot as it was read.
  init(
    of plan: Plan, on snapshot: RecordedSnapshot, secrets: ResolvedSecrets, allowances: Allowances,
    state: any StateStore, context: CommandContext
  ) throws {
    let restored = snapshot.restoring(from: plan)
    let comparable = plan.overlooking(maskedIn: restored)
    try Self.check(comparable, belongsTo: restored)
    self.plan = comparable
    self.snapshot = restored
    self.secrets = secrets
    self.context = context
    ledger = try state.read(DeviceFolder(serial: plan.target.identity.serial ?? "").ledger)
    var allowances = allowances
    // On a twin nobody's footage is lost, so that nobody has to accept it.
    for gate in plan.openGates where gate.state == .needsAcceptance { gate.limit.map { allowances.accept($0) } }
    self.allowances = allowances
  }

  /// The run without a fault.
  func run() async throws -> Outcome {
    let stage = try stage()
    let result = try await stage.run()
    let log = stage.recorder.log
    let seconds = stage.seconds
    let isBegun = result.run != nil || result.status == .done
    return Outcome(result: result, log: log, seconds: seconds, unmet: isBegun ? try await stage.unmet() : [])
  }

  /// One run for each fault, in the order of the faults.
  ///
  /// `progress` is told how many are through.
  func trials(of faults: [Fault], atOnce: Int, progress: TrialProgress) async throws -> [Trial] {
    let results = await faults.concurrentMap(limit: atOnce) { fault in
      defer { progress.oneMore() }
      return context.interruption.isRequested ? nil : try? await trial(of: fault)
    }
    if context.interruption.isRequested { throw CancellationError() }
    return results.compactMap(\.self)
  }

  private func trial(of fault: Fault) async throws -> Trial {
    let stage = try stage()
    stage.recorder.inject(fault)
    var result = try await stage.run()
    var tries = 0
    while ![.done, .rolledBack, .notVerified].contains(result.status), tries < Self.tries {
      result = try await stage.rerun(after: result)
      tries += 1
    }
    guard result.status == .done else {
      return Trial(fault: fault, ending: .honest(result.status, result.message))
    }
    stage.recorder.clearFaults()
    let unmet = try await stage.unmet()
    return Trial(fault: fault, ending: unmet.isEmpty ? .reachedEnd : .untrue(unmet))
  }

  /// How often a run that did not come to its end is gone on with.
  private static let tries = 3

  private func stage() throws -> RehearsalStage {
    try RehearsalStage(
      TwinSeed(plan: plan, snapshot: snapshot, secrets: secrets), ledger: ledger, allowances: allowances,
      context: context)
  }

  private static func check(_ plan: Plan, belongsTo recorded: RecordedSnapshot) throws {
    func refused(_ summary: String, _ advice: String) -> Problem {
      Problem(summary, advice: [advice], status: .refused)
    }
    guard let serial = plan.target.identity.serial, recorded.identity.hasSerial(serial) else {
      throw refused(
        "the plan is for the recorder \(plan.target.identity.serial ?? "without a serial"), and the snapshot is of "
          + "\(recorded.identity.serial)",
        "name the snapshot of \(plan.target.name)")
    }
    guard plan.mode != .provision else { return }
    let moved = PlanCheck.moved(plan, against: recorded.snapshot(login: plan.target.login))
    guard let first = moved.first else { return }
    let others = moved.count > 1 ? " and \(moved.count - 1) more" : ""
    throw refused(
      "the plan does not fit the snapshot: \(first)\(others) is not as it was when the plan was made",
      "take the snapshot anew, and plan again")
  }
}
