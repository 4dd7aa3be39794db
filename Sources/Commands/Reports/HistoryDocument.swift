import Applier
import FoundationEssentials
import Planner
import Settings

/// The runs of a state folder as one JSON document, for programs.
struct HistoryDocument: Encodable {
  var formatVersion = 1
  var kind = "RunHistory"
  /// The newest first.
  var runs: [RunSummary]
  var damaged: [DamagedRun]

  /// A run from whose record nothing may be concluded.
  struct DamagedRun: Encodable {
    var run: String
    var code: String
    /// The line of the journal, 0 for the plan beside it.
    var line: Int
    var message: String
  }

  init(_ shelf: RunShelf, stories: [RunStory]) {
    runs = stories.map { RunSummary($0, canResume: shelf.canResume($0), successor: shelf.successor(of: $0)?.id) }
    damaged = shelf.damaged.map {
      DamagedRun(run: $0.id.description, code: $0.damage.code, line: $0.damage.line, message: $0.damage.words)
    }
  }
}

/// One run in figures.
struct RunSummary: Encodable {
  /// How a run ended, in one word.
  enum State: String, Encodable {
    case ended
    case cutOff
    case running
  }

  var run: String
  var recorder: String
  var serial: String?
  var mode: Plan.Mode
  var began: Date
  var last: Date
  var state: State
  /// The exit status of its end; none where there is no end yet.
  var exit: Int32?
  var steps: Int
  var proved: Int
  /// The first step that was not proved.
  var openStep: Int?
  /// Whether `nvrctl resume` can bring it to its end.
  var resumable: Bool
  /// The later run that wrote to the same recorder.
  var overtakenBy: String?

  init(_ story: RunStory, canResume: Bool, successor: RunID?) {
    run = story.id.description
    recorder = story.plan.target.name
    serial = story.plan.target.identity.serial
    mode = story.plan.mode
    (began, last) = (story.began, story.last)
    switch story.ending {
    case .ended(let status): (state, exit) = (.ended, status.rawValue)
    case .cutOff: (state, exit) = (.cutOff, nil)
    case .running: (state, exit) = (.running, nil)
    }
    (steps, proved, openStep) = (story.plan.steps.count, story.provedCount, story.openStep?.number)
    resumable = canResume
    overtakenBy = story.isOpen ? successor?.description : nil
  }
}
