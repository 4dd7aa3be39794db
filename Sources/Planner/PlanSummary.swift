import Settings

/// The figures of a plan; every output shows these and counts nothing itself.
package struct PlanSummary: Sendable, Hashable, Codable {
  /// Items that are added.
  package var add = 0
  /// Fields that change.
  package var change = 0
  /// Secrets that are replaced.
  package var rotate = 0
  /// Items that are removed, and resets.
  package var destroy = 0
  /// Factory resets.
  package var reset = 0
  /// Fields to be written behind a reset or an activation, where the recorder still differs.
  package var write = 0
  /// Fields that are as wanted.
  package var same = 0
  /// Items that no manifest names.
  package var leftAlone = 0
  /// Declared fields that the recorder has no place for, without harm.
  package var notApplicable = 0
  /// Declared fields that cannot be had.
  package var impossible = 0
  /// Gates that do not hold or wait for a person.
  package var blocked = 0

  package init() {}

  /// The figures of several plans together.
  package static func + (left: Self, right: Self) -> Self {
    var sum = left
    for figure in figures { sum[keyPath: figure] += right[keyPath: figure] }
    return sum
  }

  private static var figures: [WritableKeyPath<Self, Int>] {
    [
      \.add, \.change, \.rotate, \.destroy, \.reset, \.write, \.same, \.leftAlone, \.notApplicable, \.impossible,
      \.blocked,
    ]
  }
}

extension Plan {
  /// The figures of the plan.
  package var summary: PlanSummary {
    var summary = PlanSummary()
    summary.same = sameCount
    summary.leftAlone = unmanaged.count
    summary.notApplicable = notApplicable.reduce(0) { $0 + $1.paths.count }
    summary.impossible = impossible.reduce(0) { $0 + $1.paths.count }
    summary.blocked = gates.count { !$0.holds }
    for step in steps {
      if step.act == .reset {
        summary.reset += 1
        summary.destroy += 1
      }
      if let change = step.act.change { count(change, into: &summary) }
    }
    return summary
  }

  private func count(_ change: SettingChange, into summary: inout PlanSummary) {
    switch change.action {
    case .remove: summary.destroy += 1
    case .rotate, .activate: summary.rotate += 1
    case .move where mode == .inPlace: summary.change += 1
    case .add, .change, .move:
      if mode != .inPlace {
        summary.write += max(1, change.fields.count)
      } else if change.action == .add {
        summary.add += 1
      } else {
        summary.change += change.fields.count
      }
    }
  }

  /// Whether anything would be done.
  package var hasChanges: Bool { !steps.isEmpty }

  /// What planning ends with; a plan that could not be applied is refused, unless there is nothing to do.
  package var exitStatus: ExitStatus {
    if !impossible.isEmpty { return .refused }
    if !hasChanges { return .done }
    return gates.contains { $0.state == .unmet } ? .refused : .changesPending
  }
}
