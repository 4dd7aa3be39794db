import Applier
import FoundationEssentials
import Planner

/// One kept run as it is told: how far each step came, and how the whole ended.
struct RunStory: Sendable {
  let id: RunID
  let plan: Plan
  let journal: JournalReading
  let standing: RunStanding
  /// When the run began.
  let began: Date
  /// When the last thing was recorded.
  let last: Date
  let ending: Ending

  /// How a run came to its end.
  enum Ending: Sendable, Hashable {
    case ended(ExitStatus)
    /// There is no end record: a power cut or a kill.
    case cutOff
    /// Its process is at work.
    case running
  }

  /// How far one step came.
  enum Progress: String, Sendable, Hashable {
    case proved
    case failed
    /// A request left, and no answer was recorded: it may have had its effect.
    case unanswered
    /// A request was answered, and its effect was not seen.
    case answered
    /// Taken up; nothing was sent.
    case begun
    case notBegun
  }

  init(_ record: RunRecord, isRunning: Bool) {
    id = record.id
    plan = record.plan
    journal = record.journal
    standing = record.standing
    began = journal.records.first?.time ?? plan.createdAt
    last = journal.records.last?.time ?? plan.createdAt
    ending = record.standing.ending.map(Ending.ended) ?? (isRunning ? .running : .cutOff)
  }

  /// How far a step came in all attempts together.
  func progress(of step: PlanStep) -> Progress {
    let events = journal.records.map(\.entry).filter { $0.step == step.number }.map(\.event)
    if standing.proved.contains(step.number) { return .proved }
    switch events.last {
    case .failed: return .failed
    case nil: return .notBegun
    case _ where !events.contains(.sent): return .begun
    case let last: return last == .observed ? .answered : .unanswered
    }
  }

  /// The steps that were proved.
  var provedCount: Int { standing.proved.count }

  /// The first step that was not proved, nil where all were.
  var openStep: PlanStep? { plan.steps.first { !standing.proved.contains($0.number) } }

  /// Whether a request that changes something may have left.
  var hasSent: Bool { standing.hasSent }

  /// Whether there is something left that going on with the run can bring to its end.
  var isOpen: Bool {
    switch ending {
    case .cutOff: true
    case .running: false
    case .ended(.partlyApplied), .ended(.unknown): true
    case .ended(.interrupted), .ended(.refused), .ended(.failed): hasSent
    case .ended: false
    }
  }
}
