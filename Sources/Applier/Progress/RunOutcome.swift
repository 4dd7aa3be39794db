package import Planner

/// How carrying out a plan came to its end.
package struct RunOutcome: Sendable, Hashable {
  package var status: ExitStatus
  /// Why it ended before the last step, nil where it did not or where a person stopped it.
  package var failure: StepFailure?
  /// The step that failed, or the first that was not begun.
  package var step: PlanStep?
  /// Whether that step had begun.
  package var isWithinStep: Bool

  package init(
    _ status: ExitStatus, failure: StepFailure? = nil, step: PlanStep? = nil, isWithinStep: Bool = true
  ) {
    self.status = status
    self.failure = failure
    self.step = step
    self.isWithinStep = isWithinStep
  }
}
