import Device
import FoundationEssentials
import Host
import ISAPI
import Logging
import Machine
import Manifest
import Planner
import Settings
import XML

/// Finds one recorder, reads it and plans for it; nothing is written to it.
///
/// ```text
/// declaration --secrets--> gateway --RecorderLocator--> session --SnapshotReader--> snapshot --Plan(for:)--> plan
/// ```
struct RecorderVisit: Sendable {
  var declaration: RecorderDeclaration
  var goal: PlanRequest.Goal
  var allowances: Allowances
  var validity: Minutes
  var secrets: SecretResolver
  var state: any StateStore
  var clock: any WallClock
  var dialer: any DeviceDialer
  var announcements: Announcements?
  /// Looks for what moved, in the place of other ways in, where the plan is not to be applied.
  var watch: DriftWatch?
  var logger: Logger

  /// The plan, or why there is none; never throws, so that other recorders go on.
  func result() async -> PlanningResult {
    let start = clock.now
    let counting = CountingDialer(dialer)
    let outcome: Result<Found, Problem>
    do {
      outcome = .success(try await found(over: counting))
    } catch {
      outcome = .failure(Problem(error))
    }
    let found = try? outcome.get()
    return PlanningResult(
      declaration: declaration, outcome: outcome.map(\.plan), drift: found?.drift, traffic: counting.traffic,
      seconds: clock.now.timeIntervalSince(start), storage: found?.storage)
  }

  /// A plan with what was seen on the way.
  private struct Found {
    var plan: Plan
    var drift: Drift?
    var storage: StorageReport?
  }

  private func found(over dialer: CountingDialer) async throws -> Found {
    let accounts = try await accountSecrets()
    let credentials = try credentials(from: accounts)
    let gateway = try DeviceGateway(
      dialer: dialer, declared: declaration.identity, folder: try folder(), state: state, clock: clock,
      logger: logger)
    let located = try await RecorderLocator(gateway, announcements: announcements)
      .locate(declaration.addresses, as: credentials)
    var request = PlanRequest(
      declaration: declaration, finding: .inactive(at: located.address), goal: goal, allowances: allowances,
      now: clock.now, validity: validity.count * 60, tool: ToolVersion.current)
    var storage: StorageReport?
    if case .active(let proven, let used) = located.state {
      let session = proven.transport
      do {
        let login: DeviceSnapshot.Login = used == credentials.first ? .current : .previous
        let snapshot = try await snapshot(over: proven, login: login)
        request.finding = .active(snapshot, at: located.address)
        if let watch {
          let plan = try Plan(for: request)
          let drift = try await watch.drift(of: plan, on: snapshot, over: session)
          await session.close()
          return Found(plan: plan, drift: drift)
        }
        storage = try await self.storage(over: session)
        let survey = RecorderSurvey(
          declaration: declaration, gateway: gateway, session: session, announcements: announcements, state: state,
          clock: clock)
        if case .reset = goal { request.survey = try await survey.survey(of: snapshot, storage: storage) }
        let conditions = request.wayInConditions
        if !conditions.isEmpty {
          let isAnnounced = request.survey.isAnnounced
          request.survey.ways = try await survey.ways(for: conditions, as: used)
          if isAnnounced { request.survey.isAnnounced = true }
        }
      } catch {
        await session.close()
        throw error
      }
      await session.close()
    }
    let plan = try Plan(for: request)
    if let watch { return Found(plan: plan, drift: watch.drift(ofInactive: plan)) }
    try await checkPasswords(set: plan, accounts)
    return Found(plan: plan, storage: storage)
  }

  /// The disks, which no plan is bound to; nil where the recorder does not tell of them.
  private func storage(over session: any DeviceTransport) async throws -> StorageReport? {
    do {
      let reading = try await SnapshotReader(session, clock: clock).read(StorageReport.endpoint, .optional)
      if case .document(let document) = reading { return StorageReport(document.root) }
    } catch let error as SnapshotIncomplete where error.cause is DeviceRefusal {
      return nil
    }
    return nil
  }

  /// Everything declared, in as many rounds as it takes to know what to ask for.
  private func snapshot(over proven: ProvenLogin, login: DeviceSnapshot.Login) async throws -> DeviceSnapshot {
    let reader = SnapshotReader(proven.transport, clock: clock)
    var snapshot = DeviceSnapshot(
      identity: proven.identity, login: login, readings: [.deviceInfo: .document(proven.deviceInfo)])
    snapshot.readings.merge(try await reader.read(PlanReads.first.filter { $0 != .deviceInfo })) { $1 }
    while true {
      let next = PlanReads.next(for: declaration.settings, on: snapshot)
      if next.isEmpty { return snapshot }
      try await reader.extend(&snapshot, by: next)
    }
  }

  private func folder() throws -> DeviceFolder {
    guard let serial = declaration.identity.serial else {
      guard let address = declaration.addresses.first else { throw MissingDeclaration.addresses(of: declaration) }
      return DeviceFolder(address: address)
    }
    return DeviceFolder(serial: serial)
  }

  /// The secrets to log in with; all others are write-only on a recorder and not needed to compare.
  private func accountSecrets() async throws -> ResolvedSecrets {
    try await secrets.resolve(
      all: [declaration.account.password, declaration.account.previousPassword].compactMap(\.self))
  }

  private func credentials(from secrets: ResolvedSecrets) throws -> [Credentials] {
    let account = declaration.account
    guard account.password != nil else { throw MissingDeclaration.password(of: declaration) }
    return [account.password, account.previousPassword].compactMap { $0.flatMap { secrets[$0] } }
      .map { Credentials(username: account.username, password: $0) }
  }

  /// Refuses a password that a recorder would refuse, before anything hangs on it.
  private func checkPasswords(set plan: Plan, _ accounts: ResolvedSecrets) async throws {
    let set = declaration.settings.filter { desired in
      PasswordPolicy.settings.contains(desired.setting)
        && (plan.mode != .inPlace || plan.steps.contains { $0.act.change?.setting == desired.setting })
    }
    // A password that is in use already is nobody's to judge here.
    let setsOwn =
      plan.mode != .inPlace || plan.steps.contains { if case .rotatePassword = $0.act { true } else { false } }
    var findings = setsOwn ? PasswordPolicy.check([declaration], secrets: accounts) : []
    if !set.isEmpty {
      let others = PasswordPolicy.check([declaration], secrets: try await secrets.resolve(all: set.secretReferences))
      findings += others.filter { !findings.contains($0) }
    }
    if !findings.isEmpty { throw WeakPasswords(findings: findings) }
  }
}
