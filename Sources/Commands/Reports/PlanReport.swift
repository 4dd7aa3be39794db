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
    for target in outputs.targets {
      let text =
        switch target.form {
        case .text where target.path != nil: text(width: 80, palette: .plain)
        case .text:
          text(width: context.console.width, palette: context.console.colours ? .ansi : .plain)
        case .json: try PlanDocument(results).json()
        }
      if let path = target.path {
        try context.files.write(Array(text.utf8), to: path)
      } else {
        context.console.result(text)
      }
    }
  }

  private func text(width: Int, palette: Palette) -> String {
    PlanReportText(
      results: results, paths: paths, planFile: planFile, ending: ending, width: width, palette: palette
    ).text
  }
}
