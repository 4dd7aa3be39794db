import Diagnostics
import Host
import Planner
import Settings

/// What planning came to, in every form asked for; the forms never change the exit status.
struct PlanReport {
  var results: [PlanningResult]
  var planFile: String?
  var paths: [String]
  var ending = PlanReportText.Ending.command

  /// Writes each form to its place.
  func write(to outputs: OutputTargets, in context: CommandContext) throws {
    try outputs.write(in: context) { form, width, palette in
      switch form {
      case .text: text(width: width, palette: palette)
      case .json: try PlanDocument(results).json()
      }
    }
  }

  private func text(width: Int, palette: Palette) -> String {
    PlanReportText(
      results: results, paths: paths, planFile: planFile, ending: ending, width: width, palette: palette
    ).text
  }
}
