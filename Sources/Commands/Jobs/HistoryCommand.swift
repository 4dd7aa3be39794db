import Applier
import ArgumentParser
import Host
import Planner

/// Lists the runs that are kept.
struct HistoryCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List the runs of the state folder, the newest first; no recorder is contacted.",
    discussion: """
      Example:
        nvrctl history
        nvrctl history --recorder riverside/nvr-1 --format json

      A run that was cut off can be resumed until a later run writes to the same
      recorder. A damaged journal is shown with its code.
      """)

  @Option(help: ArgumentHelp("Only the recorder with this name, or site/name.", valueName: "name"))
  var recorder: String?

  @Option(help: "How to write the runs: text for people, json for programs.")
  var format = ReportFormat.text

  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let shelf = try RunShelf(in: common.state(in: context), at: context.clock.now)
    let stories = shelf.stories.filter(isWanted)
    if let recorder, stories.isEmpty {
      throw NoSuchRecorder(name: recorder, declared: Set(shelf.stories.map(\.plan.target.name)).sorted())
    }
    switch format {
    case .json: context.console.result(try PlanFile.text(of: HistoryDocument(shelf, stories: stories)))
    case .text:
      let text = HistoryText(
        shelf: shelf, stories: stories, width: context.console.width,
        palette: context.console.palette)
      context.console.result(text.text)
    }
    return .done
  }

  private func isWanted(_ story: RunStory) -> Bool {
    guard let recorder else { return true }
    let name = story.plan.target.name
    return name == recorder || name.split(separator: "/").last.map(String.init) == recorder
  }
}
