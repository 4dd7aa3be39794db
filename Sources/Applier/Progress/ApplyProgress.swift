package import Planner

/// Decides what comes next while a plan is carried out: event in, action out; it does nothing itself.
///
/// A step goes `intent -> (sent -> observed)* -> proved | failed`, and every record is on the disk before what follows
/// from it. A step that finds nothing to write is proved at once; one that reads back something else may go round
/// again, unless it must not be repeated. A run that is gone on with begins with the first step that is not proved;
/// where a write of it had left, the device is asked first whether it happened.
package struct ApplyProgress: Sendable {
  /// What is to be done next; the answer comes back through the function named like it.
  package enum Action: Sendable, Hashable {
    /// Put this on the disk, then call `recorded`.
    case record(JournalEntry)
    /// Find the recorder again, then call `found`.
    case find(PlanStep)
    /// Ask the device whether what left before the run was cut off happened, then call `settled`.
    case settle(PlanStep)
    /// Ask the device whether there is anything to do, then call `looked`.
    case look(PlanStep)
    /// Make the write of this index, then call `answered`.
    case send(PlanStep, write: Int)
    /// Read back, then call `proved`.
    case prove(PlanStep)
    /// Wait, then call `paused`.
    case pause(Duration)
    case finish(RunOutcome)
  }

  /// How often and how long things are tried again.
  package struct Limits: Sendable, Hashable {
    /// Rounds of look, write and read back (isapi.md 4.1).
    package var rounds = 3
    package var roundPause = Duration.seconds(2)
    /// Times a busy device is asked again.
    package var busyRetries = 6
    package var busyPause = Duration.seconds(5)

    package init() {}
  }

  private let steps: [PlanStep]
  private let limits: Limits
  private var index = 0
  private var round = 1
  private var busyCount = 0
  private var writes: [PlannedWrite] = []
  private var position = 0
  private var next = Next.step
  private var isStopRequested = false
  /// Whether a write of the present step was left without an answer.
  private var isUncertain = false
  /// What the device said to a write of the present step that it may have carried out all the same.
  private var doubt: StepFailure?
  /// Whether a request that changes something has left, whatever came of it.
  private var hasSent = false
  /// Whether anything on the device was changed by this run, or may have been.
  package private(set) var hasWritten: Bool
  /// The same when the present step began.
  private var hadWritten: Bool
  /// The step at which the run is taken up again, nil for a new run.
  private let resumedAt: Int?
  /// Whether a write of that step left before the run was cut off.
  private let resumesUnsettled: Bool
  /// Why the run ends early, nil as long as it does not.
  package private(set) var failure: StepFailure?

  /// What follows when a record is on the disk or a pause is over.
  private enum Next: Sendable {
    case act(Action)
    case send
    /// The same write again, after a pause.
    case resend
    case begin
    case step
    case close(RunOutcome)
    case finish(RunOutcome)
  }

  /// The progress of a new run, or of one that is taken up where it stands.
  package init(steps: [PlanStep], limits: Limits = Limits(), resuming standing: RunStanding? = nil) {
    self.steps = steps
    self.limits = limits
    hasWritten = standing?.hasSent ?? false
    hadWritten = hasWritten
    hasSent = hasWritten
    index = steps.firstIndex { standing?.proved.contains($0.number) != true } ?? steps.count
    resumedAt = standing == nil ? nil : index
    resumesUnsettled = standing?.open?.isUnsettled ?? false
  }

  /// The first action.
  package mutating func begin() -> Action {
    guard resumedAt != nil else { return startStep() }
    next = .begin
    return .record(JournalEntry(.resumed, facts: ["\(steps.count - index) of \(steps.count) steps left"]))
  }

  /// Asks for an end at the next safe point, which lies between two steps.
  package mutating func requestStop() { isStopRequested = true }

  /// The record is on the disk.
  package mutating func recorded() -> Action { goOn() }

  /// The pause is over.
  package mutating func paused() -> Action { goOn() }

  /// The recorder was found again, or not.
  package mutating func found(_ failure: StepFailure?) -> Action {
    if let failure { return fail(failure) }
    return resumesUnsettled ? .settle(steps[index]) : .look(steps[index])
  }

  /// The device was asked what became of a step in whose middle the run was cut off.
  package mutating func settled(_ settlement: Settlement) -> Action {
    switch settlement {
    case .done(let facts): return record(.proved, ["settled: done"] + facts, then: .step)
    case .notDone(let facts):
      isUncertain = false
      return record(.observed, ["settled: not done"] + facts, then: .act(.look(steps[index])))
    case .failed(let failure): return fail(failure)
    }
  }

  /// The step has looked at the device.
  package mutating func looked(_ look: Look) -> Action {
    switch look {
    case .asWanted(let facts): return record(.proved, facts, then: .step)
    case .failed(let failure): return fail(failure)
    case .cleared(let facts, let planned):
      writes = planned
      position = 0
      return record(.observed, facts, then: .send)
    case .toDo(let planned):
      writes = planned
      position = 0
      return send()
    }
  }

  /// A write was made, or tried.
  package mutating func answered(_ result: WriteResult) -> Action {
    hasSent = hasSent || result.hasLeft
    switch result {
    case .accepted(let facts, let more):
      hasWritten = true
      writes += more
      position += 1
      return record(.observed, facts, then: .send)
    case .unanswered(let fact):
      hasWritten = true
      isUncertain = true
      position += 1
      return record(.observed, [fact], then: .send)
    case .doubtful(let failure):
      hasWritten = true
      doubt = failure
      position += 1
      return record(.observed, [failure.message], then: .send)
    case .busy(let failure):
      busyCount += 1
      guard writes[position].isRepeatable, busyCount <= limits.busyRetries else { return fail(failure) }
      return record(.observed, [failure.message], then: .resend)
    case .refused(let failure): return fail(failure)
    }
  }

  /// The step has read back.
  package mutating func proved(_ proof: Proof) -> Action {
    switch proof {
    case .holds(let facts): return record(.proved, facts, then: .step)
    case .failed(let failure): return fail(failure)
    case .wayBack(let undo):
      writes += undo
      return send()
    case .differs(let failure, let isUntouched):
      if isUntouched {
        (hasWritten, isUncertain) = (hadWritten, false)
        // What the device said about it is more than that nothing came of it.
        if let doubt { return fail(doubt) }
      }
      guard steps[index].effect != .once, round < limits.rounds else { return fail(failure) }
      round += 1
      next = .act(.look(steps[index]))
      return .pause(limits.roundPause)
    }
  }

  /// The step ended its waiting because a stop was asked for; whether it was done is left open.
  package mutating func stopped() -> Action { end(RunOutcome(stopStatus, step: steps[index])) }

  /// The outcome when an action could not be performed at all, such as a record that does not reach the disk.
  package func abandoned(for failure: StepFailure) -> RunOutcome {
    RunOutcome(status(after: failure), failure: failure, step: steps.indices.contains(index) ? steps[index] : nil)
  }

  private mutating func goOn() -> Action {
    switch next {
    case .act(let action): return action
    case .resend:
      next = .send
      return .pause(limits.busyPause)
    case .send: return send()
    case .begin: return startStep()
    case .step:
      index += 1
      return startStep()
    case .close(let outcome): return end(outcome)
    case .finish(let outcome): return .finish(outcome)
    }
  }

  private mutating func startStep() -> Action {
    guard index < steps.count else { return end(RunOutcome(.done)) }
    if isStopRequested { return end(RunOutcome(stopStatus, step: steps[index], isWithinStep: false)) }
    (round, busyCount, writes, position) = (1, 0, [], 0)
    (doubt, hadWritten) = (nil, hasWritten)
    guard index == resumedAt else {
      isUncertain = false
      return record(.intent, [], then: .act(.look(steps[index])))
    }
    isUncertain = resumesUnsettled
    return record(.intent, [], then: .act(.find(steps[index])))
  }

  private mutating func send() -> Action {
    guard position < writes.count else { return .prove(steps[index]) }
    return record(.sent, [writes[position].label], then: .act(.send(steps[index], write: position)))
  }

  private mutating func fail(_ failure: StepFailure) -> Action {
    self.failure = failure
    let outcome = RunOutcome(status(after: failure), failure: failure, step: steps[index])
    return record(.failed, [failure.message], then: .close(outcome))
  }

  private mutating func end(_ outcome: RunOutcome) -> Action {
    next = .finish(outcome)
    return .record(JournalEntry(.end, facts: ["exit \(outcome.status.rawValue)"], status: outcome.status))
  }

  private mutating func record(_ event: JournalEntry.Event, _ facts: [String], then: Next) -> Action {
    next = then
    return .record(JournalEntry(event, step: steps[index].number, name: steps[index].name, facts: facts))
  }

  private var stopStatus: ExitStatus { hasWritten ? .partlyApplied : .interrupted }

  private func status(after failure: StepFailure) -> ExitStatus {
    switch failure.kind {
    case .refused: hasWritten ? .partlyApplied : hasSent ? .failed : .refused
    case .rolledBack: .rolledBack
    case .notVerified: .notVerified
    case .unknown: .unknown
    case .unreachable where isUncertain: .unknown
    case .unreachable, .failed: hasWritten ? .partlyApplied : .failed
    }
  }
}
