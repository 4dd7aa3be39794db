import FoundationEssentials
import Planner

/// What planning came to, for programs: the plans as plan files hold them, the sums, the exit status.
struct PlanReportDocument: Encodable {
  /// A recorder without a plan.
  struct Failure: Encodable {
    var name: String
    var message: String
    var help: [String]
    var exitStatus: Int32
  }

  var plans: [Plan]
  var failures: [Failure]
  var summary: PlanSummary
  var exitStatus: Int32

  init(_ recorders: [PlannedRecorder]) {
    plans = recorders.compactMap(\.plan)
    failures = recorders.compactMap { recorder in
      guard case .problem(let problem) = recorder.outcome else { return nil }
      return Failure(
        name: recorder.name, message: problem.summary, help: problem.facts + problem.advice,
        exitStatus: problem.status.rawValue)
    }
    summary = plans.map(\.summary).reduce(PlanSummary(), +)
    exitStatus = ExitStatus.worst(of: recorders.map(\.exitStatus)).rawValue
  }

  /// The document as text, with a newline at its end.
  func json() throws -> String {
    String(decoding: try PlanFile.encoder.encode(self), as: UTF8.self) + "\n"
  }
}
