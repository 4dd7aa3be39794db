import FoundationEssentials
import Planner

/// What drifted, in every form asked for; the forms never change the exit status.
struct DriftReport {
  var results: [PlanningResult]
  /// What was looked at, as typed.
  var paths: [String]
  var now: Date

  /// What the run ends with.
  var status: ExitStatus { .worst(of: results.map(\.driftStatus)) }

  /// Writes each form to its place.
  func write(to outputs: OutputTargets, in context: CommandContext) throws {
    try outputs.write(in: context) { form, width, palette in
      switch form {
      case .text: DriftText(report: self, width: width, palette: palette).text
      case .json: try PlanFile.text(of: DriftDocument(self))
      }
    }
  }
}

extension PlanningResult {
  /// How this recorder counts where it is only looked at: gates stand before writes, and none are made.
  var driftStatus: ExitStatus {
    guard let plan, let drift else { return status }
    if !plan.impossible.isEmpty { return .refused }
    return drift.fields.isEmpty && !drift.isInactive ? .done : .changesPending
  }

  /// Whether one line says it all.
  var isSteady: Bool {
    driftStatus == .done && plan != nil && drift?.unmanaged.contains { $0.isNew == true } == false
  }
}
