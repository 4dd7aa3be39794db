import FoundationEssentials
package import Host
package import ISAPI
package import Planner
package import Settings

/// Carries out one plan: locks the recorder, checks that the plan still holds, and does what `ApplyProgress` decides.
///
///     plan --Preconditions--> run --ApplyProgress--> record, look, send, prove --> journal and recorder
package struct PlanRun: Sendable {
  private let plan: Plan
  /// The run that is gone on with, nil for a new one.
  private let resumed: RunID?
  private let gateway: any RecorderGateway
  private let announcements: Announcements?
  private let store: any StateStore
  private let clock: any WallClock
  private let secrets: ResolvedSecrets
  private let options: RunOptions
  private let shouldStop: @Sendable () -> Bool
  private let observe: @Sendable (ApplyEvent) -> Void

  /// A run that is told everything it may touch; `shouldStop` is asked between steps, and where one only waits.
  ///
  /// With `resumed` it goes on with a run of this plan that did not come to its end.
  package init(
    _ plan: Plan, resuming resumed: RunID? = nil, gateway: any RecorderGateway, announcements: Announcements? = nil,
    store: any StateStore,
    clock: any WallClock,
    secrets: ResolvedSecrets, options: RunOptions, shouldStop: @escaping @Sendable () -> Bool = { false },
    observe: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
  ) {
    self.plan = plan
    self.resumed = resumed
    self.gateway = gateway
    self.announcements = announcements
    self.store = store
    self.clock = clock
    self.secrets = secrets
    self.options = options
    self.shouldStop = shouldStop
    self.observe = observe
  }

  /// Carries the plan out and tells how it ended; nothing is thrown, since every end has a code of its own.
  package func run() async -> RunResult {
    let result = await locked()
    observe(.ended(result))
    return result
  }

  private func locked() async -> RunResult {
    do {
      let preconditions = Preconditions(plan: plan, options: options, store: store, clock: clock, secrets: secrets)
      try preconditions.checkPlan(isUnderWay: resumed != nil)
      let locks = RunLocks(plan: plan, options: options, store: store, clock: clock, run: resumed)
      return try await locks.holding { try await checkedRun(preconditions, $0) }
    } catch let damage as JournalDamage {
      return RunResult(notBegun: plan, StepFailure(damage, ofRunsOf: plan))
    } catch is StopAsked {
      return RunResult(stoppedBefore: plan)
    } catch {
      return RunResult(notBegun: plan, StepFailure(error))
    }
  }

  private func checkedRun(_ preconditions: Preconditions, _ locks: [HeldLock]) async throws -> RunResult {
    let record = try resumed.map { id throws(JournalDamage) in try RunRecord(id, in: store) }
    let standing = record?.standing
    if let standing { try preconditions.check(resumptionOf: standing) }
    let allowances = Allowances(kept: standing?.memory?.allowances ?? []).merging(options.allowances)
    try preconditions.checkGates(allowing: allowances)
    let run = try record?.id ?? preconditions.newRun()
    var memory = standing?.memory ?? RunMemory(address: plan.target.address, login: plan.target.login)
    memory.allowances = allowances.texts
    var link = try link(from: memory)
    do {
      // Once something was sent the fields move by the run itself; each step looks before it writes.
      if standing?.hasSent != true { try await preconditions.checkFields(&link) }
      if record == nil { try await preconditions.checkRestarts(&link) }
    } catch {
      await link.close()
      throw error
    }
    if plan.steps.isEmpty {
      await link.close()
      return RunResult(nothingToDo: plan)
    }
    for lock in locks { try lock.note(run: run.description) }
    // Whoever took a lock over works on the recorder now, and two must not.
    let shouldStop = shouldStop
    let endsHere: @Sendable () -> Bool = { shouldStop() || locks.contains(where: \.isLost) }
    var execution = PlanExecution(
      plan: plan, run: run, limits: options.limits, journal: try journal(of: run, continuing: record),
      site: Worksite(
        run: run, plan: plan.allowing(allowances), secrets: secrets, clock: clock, store: store, link: link,
        memory: memory,
        announcements: announcements, shouldStop: endsHere),
      standing: standing, shouldStop: endsHere, observe: observe)
    observe(record.map { .resumed($0) } ?? .began(run, plan: plan))
    let result = await execution.carryOut()
    await execution.close()
    return result
  }

  private func link(from memory: RunMemory) throws -> RecorderLink {
    RecorderLink(
      gateway: gateway, memory: memory, credentials: try plan.target.credentials(memory.login, secrets),
      rest: { [clock, shouldStop] pause in
        if shouldStop() { throw StopAsked() }
        try await clock.sleep(for: pause)
      })
  }

  /// The journal to write to; the plan stands beside it before its first record.
  private func journal(of run: RunID, continuing record: RunRecord?) throws -> Journal {
    if let record { return try Journal(continuing: record, store: store, clock: clock) }
    try store.write(try PlanFile.bytes(of: [plan]), to: run.plan)
    return Journal(run: run, planDigest: plan.digest, store: store, clock: clock)
  }
}

extension StepFailure {
  fileprivate init(_ damage: JournalDamage, ofRunsOf plan: Plan) {
    self.init(
      .refused, "\(damage.code): the record of an earlier run of plan \(plan.id) is damaged at line \(damage.line)",
      wayOut: "look at runs/\(plan.id) in the state folder, then make a new plan")
  }
}
