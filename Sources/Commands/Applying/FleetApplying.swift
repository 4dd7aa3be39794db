import Applier
import Device
import Host
import ISAPI
import Logging
import Machine
import Planner
import Settings

/// A plan that a person agreed to, and where to begin with it.
struct RunAttempt: Sendable {
  var plan: Plan
  /// The limits that were lifted now.
  var allowances = Allowances()
  /// The run to go on with, nil for a new one.
  var resuming: RunStory?
}

/// Carries out plans that a person agreed to: in place side by side, resets one after the other.
struct FleetApplying {
  var context: CommandContext
  var state: any StateStore
  var secrets: SecretResolver
  var logger: Logger
  var parallel: Int
  /// Whose lock may be taken over where it was left behind.
  var takeOver: String?

  /// One result for each attempt, in their order; every secret is resolved before anything is sent.
  func results(of attempts: [RunAttempt]) async throws -> [RunResult] {
    let reporter = ApplyReporter(console: context.console, clock: context.clock, count: attempts.count)
    var runs: [PlanRun] = []
    let secrets = secrets.withholding(attempts.flatMap(\.plan.settings).secretReferences)
    for attempt in attempts {
      let resolved = try await secrets.resolve(all: attempt.secrets)
      try await PasswordEscrow(resolver: secrets).check(attempt.plan, against: resolved)
      runs.append(try run(attempt, with: resolved, reporter: reporter))
    }
    let alone = attempts.map { NetworkSegment(of: $0.plan) != nil }
    let inPlace = runs.indices.filter { !alone[$0] }
    let resets = runs.indices.filter { alone[$0] }
    return await context.interruption.deferred(reporter) {
      await reporter.showing {
        let side = await FleetRun(parallel: parallel).results(of: inPlace.map { runs[$0] })
        // Two recorders in reset on one segment would meet at the same default address.
        let single = await FleetRun(parallel: 1).results(of: resets.map { runs[$0] })
        return zip(inPlace + resets, side + single).sorted { $0.0 < $1.0 }.map(\.1)
      }
    }
  }

  private func run(
    _ attempt: RunAttempt, with secrets: ResolvedSecrets, reporter: ApplyReporter
  ) throws -> PlanRun {
    let plan = attempt.plan
    let target = plan.target
    let gateway = try DeviceGateway(
      dialer: context.dialer, declared: target.identity, folder: DeviceFolder(serial: target.identity.serial ?? ""),
      state: state, clock: context.clock, logger: logger)
    return PlanRun(
      plan, resuming: attempt.resuming?.id, gateway: gateway,
      announcements: context.announcements(
        of: target.identity, at: target.addresses, by: target.secondWayIn, logger: logger),
      store: state, clock: context.clock, secrets: secrets,
      options: RunOptions(
        tool: ToolVersion.current, owner: context.owner, allowances: attempt.allowances, takeOver: takeOver),
      shouldStop: { [interruption = context.interruption] in interruption.isRequested },
      observe: { reporter.take($0, of: target.name) })
  }
}

extension RunAttempt {
  /// Every secret that a step may need; the previous password only where the recorder takes no other.
  fileprivate var secrets: [SecretReference] {
    let login = resuming?.standing.memory?.login ?? plan.target.login
    let account = plan.target.account
    let previous = login == .previous ? nil : account.previousPassword
    return plan.settings.secretReferences.filter { $0 != previous } + [account.password].compactMap(\.self)
      + (login == .previous ? [account.previousPassword].compactMap(\.self) : [])
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
