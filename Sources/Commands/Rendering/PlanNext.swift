import Planner

/// The command to type after a plan was seen.
struct PlanNext {
  var results: [PlanningResult]
  var paths: [String]
  var planFile: String?

  /// nil where nothing is to be done.
  var command: String? {
    let plans = results.compactMap(\.plan)
    if plans.contains(where: { $0.exitStatus == .refused }) || plans.isEmpty || results.count > plans.count {
      return results.isEmpty ? nil : "nvrctl plan \(ShellWords.text(paths))  (when that is put right)"
    }
    guard plans.contains(where: \.hasChanges) else { return nil }
    let resets = plans.filter(\.mode.isReset)
    guard let reset = resets.first else { return apply([]) }
    return apply(planFile == nil ? ["--reset", reset.mode == .resetBasic ? "basic" : "full"] : [])
      + " --confirm-reset SERIAL --accept-footage-loss" + allowance(resets.count)
  }

  /// What several resets in one run need besides.
  private func allowance(_ resets: Int) -> String {
    resets > Limit.usualResets ? " --allow \(Limit.resetsPerRun.rawValue)=\(resets)" : ""
  }

  private func apply(_ options: [String]) -> String {
    "nvrctl apply " + ShellWords.text((planFile.map { [$0] } ?? paths) + options)
  }
}
