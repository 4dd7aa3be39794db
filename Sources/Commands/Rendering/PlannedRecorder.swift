import Planner

/// What planning for one recorder came to, with what it took.
struct PlannedRecorder: Sendable, Hashable {
  /// A plan, or why there is none.
  enum Outcome: Sendable, Hashable {
    case plan(Plan)
    case problem(Problem)
  }

  /// `site/name` of the manifest.
  var name: String
  var outcome: Outcome
  var reads: Int
  var writes: Int
  var logins: Int
  var seconds: Double

  /// The plan, where there is one.
  var plan: Plan? { if case .plan(let plan) = outcome { plan } else { nil } }

  /// What this recorder alone would end with.
  var exitStatus: ExitStatus {
    switch outcome {
    case .plan(let plan): plan.exitStatus
    case .problem(let problem): problem.status
    }
  }
}
