import Planner
import Settings

/// What planning for one recorder came to.
struct PlanningResult: Sendable {
  var declaration: RecorderDeclaration
  var outcome: Result<Plan, Problem>
  /// What moved since the last apply, where that was asked.
  var drift: Drift?
  var traffic: Traffic
  var seconds: Double
  /// The disks, where the recorder was read and tells of them.
  var storage: StorageReport?

  /// How this recorder counts for the exit status.
  var status: ExitStatus {
    switch outcome {
    case .failure(let problem): problem.status
    case .success(let plan): plan.exitStatus
    }
  }

  /// The plan, where there is one.
  var plan: Plan? { try? outcome.get() }
}
