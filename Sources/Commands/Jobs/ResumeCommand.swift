import Applier
import ArgumentParser
import Host
import Planner

/// Brings runs that were cut off or stopped to their end.
struct ResumeCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Bring a run to its end that was cut off or stopped; what was proved is not repeated.",
    discussion: """
      Example:
        nvrctl resume c210-4be7
        nvrctl resume sites/riverside
        nvrctl resume sites/riverside --continue c210-4be7

      Where a request was sent and no answer recorded, the recorder is asked first
      whether it happened. On a terminal it asks before it goes on. Elsewhere a run
      that is named goes on at once, and manifests need --yes or --continue RUN.
      """)

  @Argument(
    help: ArgumentHelp(
      "The id of a run, or manifests: the last run of each recorder in them, if it is open.", valueName: "run or path"))
  var subjects: [String]

  @Flag(help: "Go on without asking.")
  var yes = false

  @Option(
    name: .customLong("continue"),
    help: ArgumentHelp("Go on with this run without asking; may be repeated.", valueName: "run"))
  var agreed: [String] = []

  @OptionGroup var lock: LockOptions
  @OptionGroup var reach: ReachOptions
  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let state = common.state(in: context)
    let shelf = try RunShelf(in: state, at: context.clock.now)
    let selection = try ResumeSelection(subjects, from: shelf, reach: reach, in: context)
    guard !selection.open.isEmpty else {
      context.console.result(selection.nothingToResume(width: context.console.width))
      return selection.isOver ? .done : .refused
    }
    let console = context.console
    console.result(ResumeText(stories: selection.open, width: console.width, palette: console.palette).text)
    let consent = ResumeConsent(agreed: agreed, isYes: yes, isNamed: selection.isNamed, console: console)
    try context.interruption.asking { try consent.agree(to: selection.open) }
    let results = try await FleetApplying(
      context: context, state: state, secrets: reach.secrets(in: context), logger: reach.logger(for: console),
      parallel: reach.parallel, takeOver: lock.takeOver
    ).results(of: selection.open.map { RunAttempt(plan: $0.plan, resuming: $0) })
    let report = ApplyReport(
      results: zip(selection.open, results).map { $0.withPast($1) },
      planCommand: "nvrctl plan \(ShellWords.text([ManifestPlace.common(to: selection.open.map(\.plan))]))",
      width: console.width, palette: console.palette)
    console.result(report.text)
    return .worst(of: results.map(\.status))
  }
}

extension RunStory {
  /// The result of going on with the run; where that was not even begun, the run is as it was.
  fileprivate func withPast(_ result: RunResult) -> RunResult {
    guard result.run == nil else { return result }
    var result = result
    (result.run, result.provedBefore) = (id, provedCount)
    return result
  }
}
