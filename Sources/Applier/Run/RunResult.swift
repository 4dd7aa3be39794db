package import Planner

/// How a run ended, with what is known, what is not and what to do next.
package struct RunResult: Sendable {
  /// nil where the run did not begin.
  package var run: RunID?
  /// `site/name` of the recorder.
  package var target: String
  package var status: ExitStatus
  /// What happened, in a sentence; it says what is not known.
  package var message: String
  /// What to do or type now; empty where there is nothing.
  package var wayOut: String
  /// The steps that were proved by this process.
  package var done: [StepResult]
  /// How many steps were proved before a resumed run was taken up.
  package var provedBefore = 0
  /// How many steps the plan has.
  package var stepCount: Int
  /// Writes that left for the device.
  package var writes: Int

  /// A step that was proved.
  package struct StepResult: Sendable, Hashable {
    package var step: PlanStep
    package var facts: [String]
    package var seconds: Double
  }
}

extension RunResult {
  /// The result of a plan without steps, which leaves no run behind.
  init(nothingToDo plan: Plan) {
    self.init(
      run: nil, target: plan.target.name, status: .done, message: "nothing to do", wayOut: "", done: [], stepCount: 0,
      writes: 0)
  }

  /// The result of a plan that was not begun.
  init(notBegun plan: Plan, _ failure: StepFailure) {
    let status: ExitStatus = failure.kind == .refused ? .refused : .failed
    self.init(
      run: nil, target: plan.target.name, status: status, message: failure.message,
      wayOut: OutcomeWords.wayOut(failure, after: status), done: [], stepCount: plan.steps.count, writes: 0)
  }

  /// The result of a plan that was stopped before it was begun.
  init(stoppedBefore plan: Plan) {
    self.init(
      run: nil, target: plan.target.name, status: .interrupted, message: "stopped before anything was sent",
      wayOut: "", done: [], stepCount: plan.steps.count, writes: 0)
  }
}
