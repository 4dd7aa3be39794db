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
    let start = try RunStart(resuming: resumed, of: plan, options: options, preconditions, in: store)
    // Whoever took a lock over works on the recorder now, and two must not.
    let pauses = RunPauses(clock: clock) { [shouldStop] in shouldStop() || locks.contains(where: \.isLost) }
    var link = RecorderLink(
      gateway: gateway, memory: start.memory, credentials: try plan.target.credentials(start.memory.login, secrets),
      pauses: pauses)
    do {
      // Once something was sent the fields move by the run itself; each step looks before it writes.
      if start.standing?.hasSent != true { try await preconditions.checkFields(&link) }
      if start.record == nil { try await preconditions.checkRestarts(&link) }
    } catch {
      await link.close()
      throw error
    }
    if plan.steps.isEmpty {
      await link.close()
      return RunResult(nothingToDo: plan)
    }
    for lock in locks { try lock.note(run: start.run.description) }
    return try await carriedOut(from: start, over: link, pauses)
  }

  private func carriedOut(
    from start: RunStart, over link: RecorderLink, _ pauses: RunPauses
  ) async throws -> RunResult {
    var execution = PlanExecution(
      plan: plan, run: start.run, limits: options.limits, journal: try journal(from: start),
      site: Worksite(
        run: start.run, plan: plan.allowing(start.allowances), secrets: secrets, pauses: pauses, store: store,
        link: link, memory: start.memory, announcements: announcements),
      standing: start.standing, observe: observe)
    observe(start.record.map { .resumed($0) } ?? .began(start.run, plan: plan))
    let result = await execution.carryOut()
    await execution.close()
    return result
  }

  /// The journal to write to; the plan stands beside it before its first record.
  private func journal(from start: RunStart) throws -> Journal {
    if let record = start.record { return try Journal(continuing: record, store: store, clock: clock) }
    try store.write(try PlanFile.bytes(of: [plan]), to: start.run.plan)
    return Journal(run: start.run, planDigest: plan.digest, store: store, clock: clock)
  }
}

extension StepFailure {
  fileprivate init(_ damage: JournalDamage, ofRunsOf plan: Plan) {
    self.init(
      .refused, "\(damage.code): the record of an earlier run of plan \(plan.id) is damaged at line \(damage.line)",
      wayOut: "look at runs/\(plan.id) in the state folder, then make a new plan")
  }
}
