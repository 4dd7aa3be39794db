import Host
import Logging
import Machine
import Manifest
import Planner
import Settings

/// Plans for every recorder of some manifests, several at a time; the failure of one does not stop the others.
struct FleetPlanning {
  var context: CommandContext
  var reach: ReachOptions
  var goal = PlanRequest.Goal.inPlace
  var allowances = Allowances()
  var validity = Minutes.fourHours
  /// Looks for what moved, where the plans are not to be applied.
  var watch: DriftWatch?
  var state: any StateStore

  /// One result for each recorder meant, in the order of the manifests; throws where the manifests cannot be used.
  func results(for paths: [String]) async throws -> [PlanningResult] {
    let tree = try ManifestReport.usable(ManifestOptions.read(paths, in: context), console: context.console)
    let all = tree.recorders.flatMap(\.settings).secretReferences
    return try await results(
      for: reach.selection(of: tree.recorders), secrets: reach.secrets(in: context).withholding(all))
  }

  private func results(
    for recorders: [RecorderDeclaration], secrets: SecretResolver
  ) async throws -> [PlanningResult] {
    let logger = reach.logger(for: context.console)
    let visits = recorders.map { declaration in
      RecorderVisit(
        declaration: declaration, goal: goal, allowances: allowances, validity: validity,
        secrets: secrets,
        state: state,
        clock: context.clock, dialer: context.dialer,
        announcements: context.announcements(
          of: declaration.identity, at: declaration.addresses, by: declaration.secondWayIn, logger: logger),
        watch: watch, logger: logger)
    }
    let display = PlanningDisplay(console: context.console, total: visits.count)
    let results = await visits.concurrentMap(limit: reach.parallel) { visit in
      display.began(visit.declaration.fullName)
      let result = await visit.result()
      display.ended(visit.declaration.fullName)
      return result
    }
    display.clear()
    try Task.checkCancellation()
    return results
  }
}
