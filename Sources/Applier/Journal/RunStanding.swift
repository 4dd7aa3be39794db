package import Planner

/// How far a run came, by its journal alone.
package struct RunStanding: Sendable, Hashable {
  /// The numbers of the steps that were proved.
  package private(set) var proved: Set<Int> = []
  /// The step that was begun and not proved, nil between two steps.
  package private(set) var open: OpenStep?
  /// What the run has learnt so far, nil where it learnt nothing yet.
  package private(set) var memory: RunMemory?
  /// What the last process ended with; nil where it was cut off.
  package private(set) var ending: ExitStatus?
  /// Whether a request that changes something may have left.
  package private(set) var hasSent = false

  /// A step in whose middle a run stands.
  package struct OpenStep: Sendable, Hashable {
    package var number: Int
    /// The writes that may have left, such as `PUT /ISAPI/System/time`, in order.
    package var sent: [String] = []
    /// What was observed last.
    package var lastFacts: [String] = []

    /// Whether something left whose outcome was not proved.
    package var isUnsettled: Bool { !sent.isEmpty }
  }

  package init(_ records: [JournalRecord]) {
    for record in records { take(record.entry) }
  }

  /// Whether nothing is left to do: the run converged, or was rolled back.
  package var isOver: Bool { ending == .done || ending == .rolledBack }

  private mutating func take(_ entry: JournalEntry) {
    memory = entry.memory ?? memory
    ending = entry.event == .end ? entry.status : nil
    guard let step = entry.step else { return }
    switch entry.event {
    case .intent:
      // A step that is taken up again keeps what left before.
      if open?.number != step { open = OpenStep(number: step) }
    case .sent:
      hasSent = true
      open?.sent += entry.facts
    case .observed, .failed: open?.lastFacts = entry.facts
    case .proved:
      proved.insert(step)
      open = nil
    case .end, .resumed: break
    }
  }
}

extension RunRecord {
  /// How far the run came.
  package var standing: RunStanding { RunStanding(journal.records) }

  /// The first step that is not proved, nil where all are.
  package var nextStep: PlanStep? {
    let proved = standing.proved
    return plan.steps.first { !proved.contains($0.number) }
  }
}
