import Applier
import ArgumentParser
import Host
import Planner

/// Tells one run step by step.
struct ShowCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Tell one run step by step: what was sent, seen and proved; no recorder is contacted.",
    discussion: """
      Example:
        nvrctl show c210-4be7
        nvrctl show c210-4be7 --format json

      The ids of runs are in nvrctl history, and at the end of every apply.
      """)

  @Argument(help: ArgumentHelp("The id of a run.", valueName: "run"))
  var id: String

  @Option(help: "How to write the run: text for people, json for programs.")
  var format = ReportFormat.text

  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let shelf = try RunShelf(in: common.state(in: context), at: context.clock.now)
    let story = try shelf.story(of: id)
    let successor = story.isOpen ? shelf.successor(of: story)?.id : nil
    switch format {
    case .json:
      let summary = RunSummary(story, canResume: shelf.canResume(story), successor: successor)
      context.console.result(try PlanFile.text(of: RunDocument(story, summary: summary)))
    case .text:
      let text = RunText(
        story: story, canResume: shelf.canResume(story), successor: successor, width: context.console.width,
        palette: context.console.palette)
      context.console.result(text.text)
    }
    return .done
  }
}
