import Applier
import Diagnostics
import Planner

/// A run id that no run in the state folder has.
struct NoSuchRun: Explained {
  var id: String
  var kept: [String]

  var problem: Problem {
    let near = Suggestion.nearest(to: id, among: kept).map { "did you mean \"\($0)\"?" } ?? ""
    return Problem(
      "no run is called \"\(id)\"", facts: [near, kept.isEmpty ? "the state folder holds no run" : ""],
      advice: ["see  nvrctl history"], status: .usage)
  }
}

/// A run from whose record nothing may be concluded.
struct RunDamaged: Explained {
  let problem: Problem

  init(_ run: RunShelf.DamagedRun) {
    problem = Problem(
      "\(run.damage.code): run \(run.id) cannot be told: \(run.damage.words)",
      facts: ["what was done is not known from it, so it cannot be resumed either"],
      advice: ["plan again: the plan looks at the recorder itself", "see  nvrctl explain \(run.damage.code)"],
      status: .refused)
  }
}
