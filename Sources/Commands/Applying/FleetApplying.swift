import Applier
import Device
import Host
import ISAPI
import Logging
import Machine
import Planner
import Settings

/// Carries out plans that a person agreed to: in place side by side, resets one after the other.
struct FleetApplying {
  var context: CommandContext
  var state: any StateStore
  var secrets: SecretResolver
  var logger: Logger
  var parallel: Int
  /// Whose lock may be taken over where it was left behind.
  var takeOver: String?

  /// One result for each plan, in their order; every secret is resolved before anything is sent.
  func results(of plans: [Plan], acceptedGates: [Set<String>]) async throws -> [RunResult] {
    let reporter = ApplyReporter(console: context.console, clock: context.clock, count: plans.count)
    var runs: [PlanRun] = []
    let secrets = secrets.withholding(plans.flatMap(\.settings).secretReferences)
    for (plan, gates) in zip(plans, acceptedGates) {
      let resolved = try await secrets.resolve(all: plan.secrets)
      runs.append(try run(plan, with: resolved, acceptedGates: gates, reporter: reporter))
    }
    let isReset = plans.map(\.mode.isReset)
    let inPlace = runs.indices.filter { !isReset[$0] }
    let resets = runs.indices.filter { isReset[$0] }
    return await context.interruption.deferred {
      await reporter.showing {
        let side = await FleetRun(parallel: parallel).results(of: inPlace.map { runs[$0] })
        // Two recorders in reset on one segment would meet at the same default address.
        let single = await FleetRun(parallel: 1).results(of: resets.map { runs[$0] })
        return zip(inPlace + resets, side + single).sorted { $0.0 < $1.0 }.map(\.1)
      }
    }
  }

  private func run(
    _ plan: Plan, with secrets: ResolvedSecrets, acceptedGates: Set<String>, reporter: ApplyReporter
  ) throws -> PlanRun {
    let target = plan.target
    let gateway = try DeviceGateway(
      dialer: context.dialer, declared: target.identity, folder: DeviceFolder(serial: target.identity.serial ?? ""),
      state: state, clock: context.clock, logger: logger)
    return PlanRun(
      plan, gateway: gateway,
      announcements: context.announcements(
        of: target.identity, at: target.addresses, by: target.secondWayIn, logger: logger),
      store: state, clock: context.clock, secrets: secrets,
      options: RunOptions(
        tool: ToolVersion.current, owner: context.owner, acceptedGates: acceptedGates, takeOver: takeOver),
      shouldStop: { [interruption = context.interruption] in interruption.isRequested },
      observe: { reporter.take($0, of: target.name) })
  }
}

extension Plan {
  /// Every secret that a step may need; the previous password only where the recorder takes no other.
  fileprivate var secrets: [SecretReference] {
    let previous = target.login == .previous ? nil : target.account.previousPassword
    return settings.secretReferences.filter { $0 != previous } + [target.account.password].compactMap(\.self)
      + (target.login == .previous ? [target.account.previousPassword].compactMap(\.self) : [])
  }
}

extension SecretResolver {
  /// Several secrets, each looked up once; throws where one cannot be had.
  func resolve(all references: [SecretReference]) async throws -> ResolvedSecrets {
    var values: [SecretReference: Secret] = [:]
    for reference in references where values[reference] == nil {
      values[reference] = try await resolve(reference)
    }
    return ResolvedSecrets(values)
  }
}
