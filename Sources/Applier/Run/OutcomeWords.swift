import Planner

/// What is said at the end of a run: what is known, what is not, and what to type next.
struct OutcomeWords: Sendable, Hashable {
  let message: String
  let wayOut: String

  init(_ outcome: RunOutcome, plan: Plan, hasWritten: Bool, isRestartDue: Bool) {
    let staysBehind = hasWritten && [.refused, .unknown].contains(outcome.status)
    message =
      Self.message(outcome, plan) + (staysBehind ? "; the steps before it are done" : "")
      + (isRestartDue ? "; a restart is still due" : "")
    wayOut = outcome.failure?.wayOut ?? Self.wayOut(behind: outcome.status)
  }

  /// What to do behind an end that a person asked for, or that is none.
  private static func wayOut(behind status: ExitStatus) -> String {
    switch status {
    case .done: ""
    case .partlyApplied: "resume the run to do the rest"
    default: "run  nvrctl plan  to see what is left"
    }
  }

  private static func message(_ outcome: RunOutcome, _ plan: Plan) -> String {
    let place = outcome.step.map { "step \($0.number) of \(plan.steps.count), \($0.name)" } ?? "the end"
    let reason = outcome.failure.map { ": \($0.message)" } ?? ""
    return switch outcome.status {
    case .done: "converged"
    case .failed: "failed at \(place)\(reason); nothing on the recorder was changed"
    case .refused: "refused at \(place)\(reason)"
    case .partlyApplied where outcome.failure == nil: "stopped before \(place); the steps before it are done"
    case .partlyApplied: "partly applied, failed at \(place)\(reason); the steps before it are done"
    case .rolledBack: "rolled back at \(place)\(reason)"
    case .notVerified: "applied, and not as declared\(reason)"
    case .unknown: "outcome unknown at \(place)\(reason)"
    case .interrupted: "stopped before \(place); nothing on the recorder was changed"
    case .changesPending, .usage, .resultLost, .readerGone: "ended\(reason)"
    }
  }
}
