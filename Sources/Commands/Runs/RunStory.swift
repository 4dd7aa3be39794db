import Applier
import FoundationEssentials
import Planner

/// One kept run as it is told: how far each step came, and how the whole ended.
struct RunStory: Sendable {
  let id: RunID
  let plan: Plan
  let journal: JournalReading
  /// When the run began.
  let began: Date
  /// When the last thing was recorded.
  let last: Date
  let ending: Ending

  /// How a run came to its end.
  enum Ending: Sendable, Hashable {
    case ended(ExitStatus)
    /// There is no end record: a power cut or a kill, or the run is still going on.
    case cutOff
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

  init(_ record: RunRecord) {
    id = record.id
    plan = record.plan
    journal = record.journal
    began = journal.records.first?.time ?? plan.createdAt
    last = journal.records.last?.time ?? plan.createdAt
    ending = Self.ending(of: journal)
  }

  private static func ending(of journal: JournalReading) -> Ending {
    guard let entry = journal.records.last?.entry, entry.event == .end else { return .cutOff }
    let code = entry.facts.first.flatMap { $0.hasPrefix("exit ") ? Int32($0.dropFirst(5)) : nil }
    return code.flatMap(ExitStatus.init).map(Ending.ended) ?? .cutOff
  }

  /// How far a step came in all attempts together.
  func progress(of step: PlanStep) -> Progress {
    let events = journal.records.map(\.entry).filter { $0.step == step.number }.map(\.event)
    if events.contains(.proved) { return .proved }
    switch events.last {
    case .failed: return .failed
    case nil: return .notBegun
    case _ where !events.contains(.sent): return .begun
    case let last: return last == .observed ? .answered : .unanswered
    }
  }

  /// The steps that were proved.
  var provedCount: Int { plan.steps.count { progress(of: $0) == .proved } }

  /// The first step that was not proved, nil where all were.
  var openStep: PlanStep? { plan.steps.first { progress(of: $0) != .proved } }

  /// Whether a request that changes something may have left.
  var hasSent: Bool { journal.records.contains { $0.entry.event == .sent } }

  /// Whether there is something left that going on with the run can bring to its end.
  var isOpen: Bool {
    switch ending {
    case .cutOff: true
    case .ended(.partlyApplied), .ended(.unknown): true
    case .ended(.interrupted), .ended(.refused), .ended(.failed): hasSent
    case .ended: false
    }
  }
}
