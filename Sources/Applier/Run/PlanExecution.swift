import FoundationEssentials
import Host
import Planner

/// Performs the actions of `ApplyProgress` for one run, and tells those who watch.
struct PlanExecution {
  private let plan: Plan
  private let run: RunID
  private var progress: ApplyProgress
  private var journal: Journal
  private var site: Worksite
  private let observe: @Sendable (ApplyEvent) -> Void
  private var work: any StepWork = VerificationWork()
  private var step: PlanStep?
  private var stepStart: Date
  private var done: [RunResult.StepResult] = []
  private var writes = 0
  private var isStopping = false

  /// What the journal says was learnt.
  private var recordedMemory: RunMemory?
  private let standing: RunStanding?

  /// The execution of a new run, or of one that stands somewhere already.
  init(
    plan: Plan, run: RunID, limits: ApplyProgress.Limits, journal: Journal, site: Worksite, standing: RunStanding?,
    observe: @escaping @Sendable (ApplyEvent) -> Void
  ) {
    self.plan = plan
    self.run = run
    self.journal = journal
    self.site = site
    self.observe = observe
    self.standing = standing
    recordedMemory = standing?.memory
    progress = ApplyProgress(steps: plan.steps, limits: limits, resuming: standing)
    stepStart = site.clock.now
  }

  /// Does everything up to the end of the run.
  mutating func carryOut() async -> RunResult {
    noticeStop()
    var action = progress.begin()
    while true {
      noticeStop()
      if case .finish(let outcome) = action { return result(of: outcome) }
      do {
        action = try await perform(action)
      } catch {
        // What cannot be recorded must not be done.
        return result(of: progress.abandoned(for: StepFailure(error)))
      }
    }
  }

  /// Gives the way to the recorder up.
  mutating func close() async { await site.link.close() }

  private mutating func perform(_ action: ApplyProgress.Action) async throws -> ApplyProgress.Action {
    switch action {
    case .record(let entry):
      try record(entry)
      tell(entry)
      return progress.recorded()
    case .find(let step):
      begin(step)
      return await find(step)
    case .settle(let step): return await settle(step)
    case .look(let step):
      begin(step)
      return await look()
    case .send(_, let write):
      writes += 1
      return progress.answered(await work.send(write, at: &site))
    case .prove: return await prove()
    case .pause(let duration): return try await pause(for: duration)
    case .finish: return action
    }
  }

  /// Writes an entry, with what was learnt since the one before.
  private mutating func record(_ entry: JournalEntry) throws {
    var entry = entry
    let memory = site.memory
    if memory != recordedMemory { entry.memory = memory }
    try journal.append(entry)
    recordedMemory = memory
  }

  private mutating func pause(for duration: Duration) async throws -> ApplyProgress.Action {
    do {
      try await site.rest(for: duration)
      return progress.paused()
    } catch is StopAsked {
      return progress.stopped()
    }
  }

  private mutating func find(_ step: PlanStep) async -> ApplyProgress.Action {
    var search = RecorderSearch(for: step, isUnsettled: standing?.open?.isUnsettled ?? false)
    do {
      return progress.found(try await search.find(&site))
    } catch is StopAsked {
      return progress.stopped()
    } catch {
      return progress.found(StepFailure(error))
    }
  }

  private mutating func settle(_ step: PlanStep) async -> ApplyProgress.Action {
    let open = standing?.open ?? RunStanding.OpenStep(number: step.number)
    let settlement: Settlement
    do {
      settlement = try await work.settle(open, at: &site)
    } catch is StopAsked {
      return progress.stopped()
    } catch {
      settlement = .failed(StepFailure(error))
    }
    observe(.settled(step, settlement))
    return progress.settled(settlement)
  }

  private mutating func look() async -> ApplyProgress.Action {
    do {
      return progress.looked(try await work.look(at: &site))
    } catch is StopAsked {
      return progress.stopped()
    } catch {
      return progress.looked(.failed(StepFailure(error)))
    }
  }

  private mutating func prove() async -> ApplyProgress.Action {
    do {
      return progress.proved(try await work.prove(at: &site))
    } catch is StopAsked {
      return progress.stopped()
    } catch {
      return progress.proved(.failed(StepFailure(error)))
    }
  }

  /// Takes up a step, unless it goes round again.
  private mutating func begin(_ step: PlanStep) {
    guard self.step?.number != step.number else { return }
    self.step = step
    work = Self.work(for: step, plan.mode)
    let observe = observe
    site.showWaiting = { observe(.waiting(step, $0)) }
  }

  private static func work(for step: PlanStep, _ mode: Plan.Mode) -> any StepWork {
    switch step.act {
    case .backup: BackupWork()
    case .reset: ResetWork(mode)
    case .proveReset: ResetProof()
    case .activate: ActivationWork()
    case .address(let change): MoveWork(change, step: step.number)
    case .setting(let change):
      MoveWork.isMeant(for: change) ? MoveWork(change, step: step.number) : SettingWork(change)
    case .rotatePassword(let change): RotationWork(change)
    case .restart: RestartWork()
    case .verify: VerificationWork()
    }
  }
}

// Telling those who watch.
extension PlanExecution {
  private mutating func noticeStop() {
    guard !isStopping, site.endsHere else { return }
    isStopping = true
    progress.requestStop()
    if let step { observe(.stopping(after: step)) }
  }

  private mutating func tell(_ entry: JournalEntry) {
    guard let step = plan.steps.first(where: { $0.number == entry.step }) else { return }
    let seconds = site.seconds(since: stepStart)
    switch entry.event {
    case .intent:
      stepStart = site.clock.now
      observe(.stepBegan(step))
    case .sent: observe(.sending(step, write: entry.facts.first ?? ""))
    case .proved:
      done.append(RunResult.StepResult(step: step, facts: entry.facts, seconds: seconds))
      observe(.stepDone(step, facts: entry.facts, seconds: seconds))
    case .failed:
      if let failure = progress.failure { observe(.stepFailed(step, failure, seconds: seconds)) }
    case .observed, .end, .resumed: break
    }
  }

  private func result(of outcome: RunOutcome) -> RunResult {
    let words = OutcomeWords(
      outcome, of: run, plan: plan,
      hasWritten: standing?.hasSent == true || (done.contains { $0.step.effect != .read } && writes > 0),
      isRestartDue: site.memory.isRestartDue)
    return RunResult(
      run: run, target: plan.target.name, status: outcome.status, message: words.message, wayOut: words.wayOut,
      done: done, provedBefore: standing?.proved.count ?? 0, stepCount: plan.steps.count, writes: writes)
  }
}
