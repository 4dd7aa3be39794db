import Applier
import ArgumentParser
import Diagnostics
import Host
import Planner
import Settings

/// Carries out a plan.
struct ApplyCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Carry out a plan: a plan file, or one made now from manifests.",
    discussion: """
      Example:
        nvrctl apply riverside.nvrplan
        nvrctl apply sites/riverside --yes
        nvrctl apply riverside.nvrplan --confirm-reset 0123454821 --accept-footage-loss

      On a terminal it asks before it writes. Elsewhere the flags say yes beforehand; without them it ends with \
      exit code 3 and nothing is sent.
      """)

  @Argument(help: ArgumentHelp("A plan file, or manifests: files, folders, - for standard input.", valueName: "path"))
  var paths: [String]

  @Flag(help: "Apply plans without a reset without asking.")
  var yes = false

  @Option(
    help: ArgumentHelp("Reset the recorder with this serial without asking; may be repeated.", valueName: "serial"))
  var confirmReset: [String] = []

  @Flag(help: "Accept that the footage of recorders that are reset is lost.")
  var acceptFootageLoss = false

  @OptionGroup var lock: LockOptions
  @OptionGroup var planning: PlanningOptions
  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let state = common.state(in: context)
    let source = try PlanSource(paths: paths, files: context.files)
    var statuses: [ExitStatus] = []
    let plans: [Plan]
    switch source {
    case .file(let kept): plans = kept
    case .manifests:
      let fleet = FleetPlanning(context: context, options: planning, state: state)
      let results = try await fleet.results(for: paths)
      plans = results.compactMap(\.plan).filter { $0.hasChanges && $0.exitStatus != .refused }
      try PlanReport(results: results, paths: paths, ending: plans.isEmpty ? .command : .plans)
        .write(to: .text, in: context)
      statuses = results.map(\.status).filter { $0 != .changesPending }
    }
    if plans.isEmpty {
      if case .file = source { context.console.result("Nothing to do.\nNext:  \(planCommand(source))\n") }
      return .worst(of: statuses)
    }
    try tellOpenRuns(of: plans, in: state, context)
    var allowances = planning.limits.allowances
    if acceptFootageLoss { allowances.accept(.footageLoss) }
    let consent = ApplyConsent(
      resetSerials: confirmReset, allowances: allowances, isYes: yes, console: context.console)
    let agreed = try context.interruption.asking { try consent.allowances(for: plans) }
    if !planning.limits.allow.isEmpty {
      context.console.progress("Allowed by name: \(allowances.texts.joined(separator: ", ")).\n")
    }
    let results = try await FleetApplying(
      context: context, state: state, secrets: planning.reach.secrets(in: context),
      logger: planning.reach.logger(for: context.console), parallel: planning.reach.parallel,
      takeOver: lock.takeOver
    ).results(of: zip(plans, agreed).map { RunAttempt(plan: $0, allowances: $1) })
    context.console.result(report(results, source, context.console).text)
    return .worst(of: statuses + results.map(\.status))
  }

  /// Names the runs that applying these plans would overtake.
  private func tellOpenRuns(of plans: [Plan], in state: any StateStore, _ context: CommandContext) throws {
    let console = context.console
    for run in try RunShelf(in: state, at: context.clock.now).open(at: plans.compactMap(\.target.identity.serial)) {
      let name = InertText.of(run.plan.target.name)
      let note = "note: run \(run.id) of \(name) \(run.endingWords); to go on with it:  nvrctl resume \(run.id)"
      console.progress(FittedText.lines(note, width: min(console.progressWidth, 80)).joined(separator: "\n") + "\n")
    }
  }

  private func report(_ results: [RunResult], _ source: PlanSource, _ console: Console) -> ApplyReport {
    ApplyReport(
      results: results, planCommand: planCommand(source), width: console.width, palette: console.palette)
  }

  /// What to type to plan the same recorders again.
  private func planCommand(_ source: PlanSource) -> String {
    switch source {
    case .manifests: "nvrctl plan \(ShellWords.text(paths))"
    case .file(let plans): "nvrctl plan \(ShellWords.text([ManifestPlace.common(to: plans)]))"
    }
  }
}
