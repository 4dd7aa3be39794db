import Planner
import Settings

/// What a plan costs, in words.
enum CostWords {
  /// Such as `~40 s`, `0 to 1 reboots`, `recording gap 0 s`, `2 logins at most`.
  static func pieces(_ plan: Plan) -> [String] {
    let cost = plan.cost
    let mayRestart = plan.steps.contains { $0.act == .restart }
    let reboots = mayRestart ? "\(cost.reboots) to \(cost.reboots + 1) reboots" : Count.of(cost.reboots, "reboot")
    let gap = cost.recordingGap == 0 ? "recording gap 0 s" : "recording gap ~\(duration(cost.recordingGap))"
    return ["~\(duration(cost.seconds))", reboots, gap, "\(Count.of(cost.logins, "login")) at most"]
  }

  private static func duration(_ seconds: Int) -> String {
    seconds < 90 ? "\(seconds) s" : "\((seconds + 30) / 60) min"
  }
}

/// How a plan can be undone, in words.
enum UndoWords {
  /// One sentence over all steps.
  static func text(_ plan: Plan) -> String {
    if let reset = plan.steps.first(where: { $0.act == .reset }) {
      return "nothing undoes step \(reset.number); settings come back, footage does not"
    }
    if let activation = plan.steps.first(where: { $0.act == .activate }) {
      return "only a reset undoes step \(activation.number); every setting can be written again"
    }
    let changes = plan.steps.compactMap(\.act.change)
    let removals = changes.count { $0.action == .remove }
    if removals > 0 {
      return "\(changes.count - removals) of \(Count.of(changes.count, "step")): "
        + "the plan keeps the earlier values, but not the passwords of what is removed"
    }
    return "all \(Count.of(changes.count, "step")): the plan keeps the earlier values"
  }
}
