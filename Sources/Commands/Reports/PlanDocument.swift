import FoundationEssentials
import Planner
import Settings

/// What planning came to as one JSON document, for programs.
struct PlanDocument: Encodable {
  /// One recorder: its plan, or why there is none.
  struct Recorder: Encodable {
    var name: String
    var exit: Int32
    var reads: Int
    var writes: Int
    var logins: Int
    var plan: Plan?
    var problem: Failure?
    var storage: StorageReport?
  }

  /// Bad news as text says it.
  struct Failure: Encodable {
    var message: String
    var facts: [String]
    var advice: [String]

    init(_ problem: Problem) { (message, facts, advice) = (problem.summary, problem.facts, problem.advice) }
  }

  var formatVersion = Plan.formatVersion
  var kind = "PlanReport"
  var exit: Int32
  var recorders: [Recorder]
  var summary: PlanSummary

  init(_ results: [PlanningResult]) {
    exit = ExitStatus.worst(of: results.map(\.status)).rawValue
    recorders = results.map(Recorder.init)
    summary = results.compactMap { $0.plan?.summary }.reduce(PlanSummary(), +)
  }

  /// The document as text: keys sorted, a newline at the end.
  func json() throws -> String { try PlanFile.text(of: self) }
}

extension PlanDocument.Recorder {
  fileprivate init(_ result: PlanningResult) {
    name = result.declaration.fullName
    exit = result.status.rawValue
    (reads, writes, logins) = (result.traffic.reads, result.traffic.writes, result.traffic.logins)
    storage = result.storage
    switch result.outcome {
    case .success(let plan): self.plan = plan
    case .failure(let problem): self.problem = PlanDocument.Failure(problem)
    }
  }
}
