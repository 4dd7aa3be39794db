import ArgumentParser
import Host
import Planner

/// Shows what apply would change.
struct PlanCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Read recorders and show what apply would change; nothing is written to them.",
    discussion: """
      Example:
        nvrctl plan sites/riverside
        nvrctl plan sites/riverside --reset full -o riverside.nvrplan

      Exit code 0 says that there is nothing to do, 2 that changes are pending.
      """)

  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var planning: PlanningOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "End with 0 instead of 2 when changes are pending.")
  var pendingOk = false

  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let fleet = FleetPlanning(context: context, options: planning, state: common.state(in: context))
    let results = try await fleet.results(for: manifests.paths)
    let plans = results.compactMap(\.plan).filter(\.hasChanges)
    // An empty file says that nothing is to do; that must be so for every recorder.
    let isKept = !plans.isEmpty || results.allSatisfy { $0.status == .done }
    if let file = output.planFile, isKept { try context.files.write(PlanFile.bytes(of: plans), to: file) }
    let report = PlanReport(results: results, planFile: output.planFile, paths: manifests.paths)
    try report.write(to: output.out, in: context)
    let status = ExitStatus.worst(of: results.map(\.status))
    return status == .changesPending && pendingOk ? .done : status
  }
}
