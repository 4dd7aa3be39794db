import Applier
import Device
import FoundationEssentials
import Host
import ISAPI
import Logging
import Planner
import Settings
import Simulator

/// One twin with a clock, a network and a memory of its own, on which a plan is carried out as on the real recorder.
struct RehearsalStage: Sendable {
  let plan: Plan
  let recorder: SimulatedRecorder
  private let secrets: ResolvedSecrets
  private let allowances: Allowances
  private let clock: ManualWallClock
  private let network: TwinNetwork
  private let state = InMemoryStateStore()
  private let context: CommandContext

  /// A stage as of the moment at which the plan was made.
  ///
  /// `ledger` is what is known of wrong logins at the real recorder, on which depends what may be tried.
  init(_ twin: TwinSeed, ledger: [UInt8]?, allowances: Allowances, context: CommandContext) throws {
    plan = twin.plan
    secrets = twin.secrets
    self.allowances = allowances
    clock = ManualWallClock(startingAt: plan.createdAt)
    recorder = SimulatedRecorder(twin.seed, clock: clock)
    network = TwinNetwork(recorder, foundAt: plan.target.address)
    var inside = context
    inside.clock = clock
    inside.dialer = network
    if context.openDiscovery != nil {
      let discovery = SimulatedDiscovery(on: network.network)
      inside.openDiscovery = { _, _ in discovery }
    }
    self.context = inside
    if let ledger { try state.write(ledger, to: DeviceFolder(serial: plan.target.identity.serial ?? "").ledger) }
  }

  /// Seconds since the beginning, on the twin's clock.
  var seconds: Double { clock.now.timeIntervalSince(plan.createdAt) }

  /// Carries the plan out, or goes on with a run of it.
  func run(resuming: RunID? = nil) async throws -> RunResult {
    let target = plan.target
    let logger = Logger(label: "rehearsal") { _ in SwiftLogNoOpLogHandler() }
    let gateway = try DeviceGateway(
      dialer: network, declared: target.identity, folder: DeviceFolder(serial: target.identity.serial ?? ""),
      state: state, clock: clock, logger: logger)
    return await PlanRun(
      plan, resuming: resuming, gateway: gateway,
      announcements: context.announcements(
        of: target.identity, at: target.addresses, by: target.secondWayIn, logger: logger),
      store: state, clock: clock, secrets: secrets,
      options: RunOptions(tool: ToolVersion.current, owner: context.owner, allowances: allowances),
      shouldStop: { [interruption = context.interruption] in interruption.isRequested }
    ).run()
  }

  /// Goes on, without the fault, as a person would who comes back to it.
  func rerun(after result: RunResult) async throws -> RunResult {
    recorder.clearFaults()
    clock.advance(by: .seconds(600))
    return try await run(resuming: result.isHalfDone ? result.run : nil)
  }

  /// What is not as declared on the twin, read with the declared password.
  func unmet() async throws -> [String] {
    while recorder.phase != .ready || recorder.nextPhaseChange != nil { clock.advance(by: .seconds(30)) }
    guard let password = plan.target.account.password.flatMap({ secrets[$0] }) else { return ["admin.password"] }
    let gateway = try DeviceGateway(
      dialer: network.network, declared: plan.target.identity, folder: DeviceFolder(address: network.address),
      state: InMemoryStateStore(), clock: clock, logger: Logger(label: "rehearsal") { _ in SwiftLogNoOpLogHandler() })
    let proven: ProvenLogin
    do {
      proven = try await gateway.login(
        at: network.address, as: Credentials(username: plan.target.account.username, password: password))
    } catch {
      return ["the login with the declared password (\(Problem(error).summary))"]
    }
    let reader = SnapshotReader(proven.transport, clock: clock)
    var snapshot = DeviceSnapshot(
      identity: proven.identity, readings: [.deviceInfo: .document(proven.deviceInfo)])
    snapshot.readings.merge(try await reader.read([.capabilities])) { $1 }
    while true {
      let next = PlanReads.next(for: plan.settings, on: snapshot)
      if next.isEmpty { break }
      try await reader.extend(&snapshot, by: next)
    }
    await proven.transport.close()
    return plan.unmet(on: snapshot)
  }
}
