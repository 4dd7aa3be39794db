import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings

/// What must hold before anything is sent: the plan is fresh, unused and for this recorder as it is (design 5).
struct Preconditions: Sendable {
  let plan: Plan
  let options: RunOptions
  let store: any StateStore
  let clock: any WallClock
  let secrets: ResolvedSecrets

  /// Seconds that no recorder is faster than through a reset (isapi.md 11.1).
  private static let shortestReset = 30.0

  /// What can be told of the plan alone, which may be older once it is under way; throws `StepFailure`.
  func checkPlan(isUnderWay: Bool) throws(StepFailure) {
    guard plan.formatVersion == Plan.formatVersion else {
      throw refused("the plan has format \(plan.formatVersion), this version reads \(Plan.formatVersion)")
    }
    guard plan.binding.tool == options.tool else {
      throw refused("the plan was made by nvrctl \(plan.binding.tool), this is \(options.tool)")
    }
    guard isUnderWay || !PlanCheck.isExpired(plan, at: clock.now) else {
      throw refused("the plan expired at \(plan.notAfter.formatted(.iso8601))")
    }
    guard plan.target.identity.serial != nil else {
      throw refused("the manifest declares no serial, and without one nothing is written")
    }
    if let item = plan.impossible.first {
      throw StepFailure(
        .refused, "\(item.paths.joined(separator: ", ")) cannot be had: \(item.reason)", wayOut: "change the manifest")
    }
    try checkSecrets()
  }

  /// Whether every gate is met, or was lifted by a person; throws `StepFailure`.
  func checkGates(allowing allowances: Allowances) throws(StepFailure) {
    guard let gate = plan.allowing(allowances).openGates.first else { return }
    let message =
      gate.state == .needsAcceptance
      ? "gate \(gate.name): \(gate.condition)" : "gate \(gate.name) does not hold: \(gate.evidence)"
    let wayOut = gate.allowance.map { "put it right and plan again, or add  --allow \($0)" }
    throw StepFailure(.refused, message, wayOut: wayOut ?? "run  nvrctl plan  again")
  }

  /// Whether there is anything to go on with; throws `StepFailure`.
  func check(resumptionOf standing: RunStanding) throws(StepFailure) {
    if standing.isOver {
      throw StepFailure(.refused, "the run came to its end", wayOut: "run  nvrctl plan  to see what is left")
    }
  }

  /// The name of a new run; throws `StepFailure` when the plan was used.
  ///
  /// A plan is used once any request of it that changes something has left; an attempt that ended before is not a use.
  func newRun() throws -> RunID {
    if let use = try ResetUse.of(plan, in: store) { throw refused("the plan was used by run \(use.run)") }
    let taken = try store.list("runs").filter { $0 == plan.id || $0.hasPrefix(plan.id + "-") }
    for name in taken {
      let earlier = try RunRecord(RunID(name), in: store)
      if earlier.plan.digest == plan.digest, earlier.hasSent {
        throw refused("the plan was used by run \(name)")
      }
    }
    let names = [plan.id] + (2...taken.count + 2).map { "\(plan.id)-\($0)" }
    return RunID(names.first { !taken.contains($0) } ?? plan.id)
  }

  /// Reads every bound field again; throws `StepFailure` naming the first that moved.
  func checkFields(_ link: inout RecorderLink) async throws {
    if plan.mode == .provision { return try await checkInactive(link) }
    let snapshot = try await link.snapshot(of: plan.settings, also: [.deviceInfo])
    let moved = PlanCheck.moved(plan, against: snapshot)
    guard let first = moved.first else { return }
    let others = moved.count > 1 ? " and \(moved.count - 1) more" : ""
    throw refused("the recorder changed since the plan was made: \(first)\(others)")
  }

  /// Refuses a reset where the recorder restarted since the plan was made: a copy of the plan may have been used with
  /// another state folder, and the fields are as declared again.
  func checkRestarts(_ link: inout RecorderLink) async throws {
    guard plan.mode.isReset, let uptime = try await link.uptime() else { return }
    let age = clock.now.timeIntervalSince(plan.createdAt)
    guard uptime + Self.shortestReset < age else { return }
    throw refused("the recorder restarted since the plan was made: it runs for \(Int(uptime)) s")
  }

  private func checkInactive(_ link: RecorderLink) async throws {
    switch await link.activation(at: link.address) {
    case .inactive: return
    case .active: throw refused("the recorder was activated since the plan was made")
    case .unknown, nil:
      throw StepFailure(
        .unreachable, "\(link.address) does not answer", wayOut: "check power, network and address")
    }
  }

  private func checkSecrets() throws(StepFailure) {
    let wanted = plan.settings.secretReferences
    // The previous password is only needed where the recorder takes no other.
    let unneeded = plan.target.login == .previous ? nil : plan.target.account.previousPassword
    let needed = wanted.filter { $0 != unneeded } + [plan.target.account.password].compactMap(\.self)
    if let missing = needed.first(where: { secrets[$0] == nil }) {
      throw StepFailure(.failed, "the secret \(missing.text) is not at hand", wayOut: "provide it")
    }
  }

  private func refused(_ message: String) -> StepFailure {
    StepFailure(.refused, message)
  }
}
