import Applier
import Planner
import Settings
import Testing

@Suite struct ApplyProgressTests {
  private static let write = PlannedWrite("PUT /ISAPI/System/time", isRepeatable: true)
  private static let failure = StepFailure(.failed, "the value is kept differently")

  private static func step(_ number: Int, _ effect: PlanStep.Effect = .repeatable) -> PlanStep {
    PlanStep(number: number, name: "step \(number)", act: .verify, effect: effect, reason: .differs)
  }

  private static func event(_ action: ApplyProgress.Action) -> JournalEntry.Event? {
    if case .record(let entry) = action { entry.event } else { nil }
  }

  @Test func `a plan without steps ends at once`() {
    var progress = ApplyProgress(steps: [])
    #expect(Self.event(progress.begin()) == .end)
    #expect(progress.recorded() == .finish(RunOutcome(.done)))
  }

  @Test func `a step records its intent, looks, and is proved where there is nothing to write`() {
    let step = Self.step(1)
    var progress = ApplyProgress(steps: [step])
    #expect(Self.event(progress.begin()) == .intent)
    #expect(progress.recorded() == .look(step))
    #expect(Self.event(progress.looked(.asWanted(facts: []))) == .proved)
    #expect(Self.event(progress.recorded()) == .end)
    #expect(progress.recorded() == .finish(RunOutcome(.done)))
    #expect(!progress.hasWritten)
  }

  @Test func `a write is on the disk before it leaves, and read back behind it`() {
    let step = Self.step(1)
    var progress = ApplyProgress(steps: [step])
    _ = progress.begin()
    _ = progress.recorded()
    #expect(Self.event(progress.looked(.toDo([Self.write]))) == .sent)
    #expect(progress.recorded() == .send(step, write: 0))
    #expect(Self.event(progress.answered(.accepted(facts: []))) == .observed)
    #expect(progress.recorded() == .prove(step))
    #expect(Self.event(progress.proved(.holds(facts: []))) == .proved)
  }

  @Test func `what reads back differently goes round three times, and once where it must not be repeated`() {
    for (effect, rounds) in [(PlanStep.Effect.repeatable, 3), (.once, 1)] {
      var progress = ApplyProgress(steps: [Self.step(1, effect)])
      _ = progress.begin()
      var sent = 0
      var action = progress.recorded()
      while Self.event(action) != .failed {
        switch action {
        case .find, .settle: return
        case .look: action = progress.looked(.toDo([Self.write]))
        case .record: action = progress.recorded()
        case .send:
          sent += 1
          action = progress.answered(.accepted(facts: []))
        case .prove: action = progress.proved(.differs(Self.failure))
        case .pause: action = progress.paused()
        case .finish: return
        }
      }
      #expect(sent == rounds)
      _ = progress.recorded()
      guard case .finish(let outcome) = progress.recorded() else {
        Issue.record("the run did not end")
        return
      }
      #expect(outcome.status == .partlyApplied)
    }
  }

  @Test func `a busy device is asked again, but not with a request that must not be repeated`() {
    for isRepeatable in [true, false] {
      var progress = ApplyProgress(steps: [Self.step(1)])
      _ = progress.begin()
      _ = progress.recorded()
      _ = progress.looked(.toDo([PlannedWrite("PUT /x", isRepeatable: isRepeatable)]))
      _ = progress.recorded()
      let action = progress.answered(.busy(Self.failure))
      #expect(Self.event(action) == (isRepeatable ? .observed : .failed))
      guard isRepeatable else { continue }
      #expect(progress.recorded() == .pause(ApplyProgress.Limits().busyPause))
      #expect(Self.event(progress.paused()) == .sent)
    }
  }

  @Test func `what cannot be reached is unknown only while a write is without an answer`() {
    for (result, status) in [
      (WriteResult.accepted(facts: []), Planner.ExitStatus.partlyApplied), (.unanswered(fact: ""), .unknown),
    ] {
      var progress = ApplyProgress(steps: [Self.step(1)])
      _ = progress.begin()
      _ = progress.recorded()
      _ = progress.looked(.toDo([Self.write]))
      _ = progress.recorded()
      _ = progress.answered(result)
      _ = progress.recorded()
      _ = progress.proved(.failed(StepFailure(.unreachable, "gone")))
      _ = progress.recorded()
      guard case .finish(let outcome) = progress.recorded() else {
        Issue.record("the run did not end")
        return
      }
      #expect(outcome.status == status)
    }
  }

  @Test func `a way back is sent like any write, and then proved again`() {
    let step = Self.step(1)
    var progress = ApplyProgress(steps: [step])
    _ = progress.begin()
    _ = progress.recorded()
    _ = progress.looked(.toDo([Self.write]))
    _ = progress.recorded()
    _ = progress.answered(.accepted(facts: []))
    _ = progress.recorded()
    #expect(Self.event(progress.proved(.wayBack([Self.write]))) == .sent)
    #expect(progress.recorded() == .send(step, write: 1))
    _ = progress.answered(.accepted(facts: []))
    #expect(progress.recorded() == .prove(step))
  }

  @Test func `a stop is heard between two steps`() {
    var progress = ApplyProgress(steps: [Self.step(1), Self.step(2)])
    _ = progress.begin()
    progress.requestStop()
    #expect(progress.recorded() == .look(Self.step(1)))
    _ = progress.looked(.asWanted(facts: []))
    #expect(Self.event(progress.recorded()) == .end)
    #expect(progress.recorded() == .finish(RunOutcome(.interrupted, step: Self.step(2), isWithinStep: false)))
  }
}
