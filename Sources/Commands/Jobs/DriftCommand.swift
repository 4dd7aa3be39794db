import ArgumentParser
import Host
import Planner

/// Tells what is not as declared any more, since when, and who likely did it.
struct DriftCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Tell what is no longer as declared, since when and by whom; nothing is written.",
    discussion: """
      Example:
        nvrctl drift sites/riverside
        nvrctl drift sites --out text=-,json=drift.json

      Every value is held against the manifests and against the last run that
      converged. What moved on the recorder itself is looked up in its own log.

      Exit code 0 says that all is as declared, 2 that something is not.
      """)

  @OptionGroup var manifests: ManifestOptions

  @Option(
    help: ArgumentHelp(
      "Forms to show the drift in and where: text=-,json=drift.json; - is standard output.",
      valueName: "form=file,..."))
  var out = OutputTargets.text

  @Flag(help: "Leave the recorders' own logs alone.")
  var noLog = false

  @Flag(help: "End with 0 instead of 2 when something is not as declared.")
  var pendingOk = false

  @OptionGroup var reach: ReachOptions
  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let state = common.state(in: context)
    let shelf = try RunShelf(in: state, at: context.clock.now)
    let fleet = FleetPlanning(
      context: context, reach: reach, watch: DriftWatch(shelf: shelf, readsLog: !noLog, clock: context.clock),
      state: state)
    let report = DriftReport(
      results: try await fleet.results(for: manifests.paths), paths: manifests.paths, now: context.clock.now)
    try report.write(to: out, in: context)
    return report.status == .changesPending && pendingOk ? .done : report.status
  }
}
