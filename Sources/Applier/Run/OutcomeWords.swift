import Planner

/// What is said at the end of a run: what is known, what is not, and what to type next.
struct OutcomeWords: Sendable, Hashable {
  let message: String
  let wayOut: String

  init(_ outcome: RunOutcome, of run: RunID, plan: Plan, hasWritten: Bool, isRestartDue: Bool) {
    let staysBehind = hasWritten && outcome.status == .unknown
    message =
      Self.message(outcome, plan) + (staysBehind ? "; the steps before it are done" : "")
      + (isRestartDue ? "; a restart is still due" : "")
    wayOut = Self.wayOut(outcome.failure, after: outcome.status, of: run)
  }

  /// What to do at the site, where there is something, and what to type then.
  static func wayOut(_ failure: StepFailure?, after status: ExitStatus, of run: RunID? = nil) -> String {
    guard let command = command(after: status, of: run) else { return "" }
    guard let advice = failure?.wayOut, !advice.isEmpty else { return command }
    if advice.contains("nvrctl ") { return advice }
    return advice + "; then " + command
  }

  /// A run that is open goes on; behind any other end the recorder is looked at anew.
  private static func command(after status: ExitStatus, of run: RunID?) -> String? {
    switch status {
    case .done: nil
    case .partlyApplied, .unknown, .interrupted: run.map { "run  nvrctl resume \($0)" } ?? "run  nvrctl plan  again"
    case .failed, .refused: "run  nvrctl plan  again"
    default: "run  nvrctl plan  to see what is left"
    }
  }

  private static func message(_ outcome: RunOutcome, _ plan: Plan) -> String {
    let place = outcome.step.map { "step \($0.number) of \(plan.steps.count), \($0.name)" } ?? "the end"
    let stop = outcome.isWithinStep && outcome.step != nil ? "within" : "before"
    let reason = outcome.failure.map { ": \($0.message)" } ?? ""
    return switch outcome.status {
    case .done: "converged"
    case .failed: "failed at \(place)\(reason); nothing on the recorder was changed"
    case .refused: "refused at \(place)\(reason)"
    case .partlyApplied where outcome.failure == nil: "stopped \(stop) \(place); the steps before it are done"
    case .partlyApplied: "partly applied, failed at \(place)\(reason); the steps before it are done"
    case .rolledBack: "rolled back at \(place)\(reason)"
    case .notVerified: "applied, and not as declared at \(place)\(reason)"
    case .unknown: "outcome unknown at \(place)\(reason)"
    case .interrupted: "stopped \(stop) \(place); nothing on the recorder was changed"
    case .changesPending, .usage, .resultLost, .readerGone: "ended\(reason)"
    }
  }
}
