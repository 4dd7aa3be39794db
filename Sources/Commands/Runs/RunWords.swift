import Applier
import Planner

extension RunStory {
  /// How the run ended, in a few words: `converged`, `cut off at step 4`.
  var endingWords: String {
    switch ending {
    case .cutOff: "cut off at \(openStep.map { "step \($0.number)" } ?? "its end")"
    case .running: "running\(openStep.map { ", step \($0.number)" } ?? "")"
    case .ended(.refused) where hasSent, .ended(.failed) where hasSent, .ended(.interrupted) where hasSent:
      "stopped at \(openStep.map { "step \($0.number)" } ?? "its end")"
    case .ended(let status): status.words
    }
  }

  /// The mark in front of the run.
  var mark: PlanRow.Mark {
    switch ending {
    case .running: .running
    case .cutOff, .ended(.unknown): .unknown
    case .ended(.done): .met
    case .ended: .attention
    }
  }
}

extension RunStory.Progress {
  /// The mark in front of a step; nil where nothing was begun.
  var mark: PlanRow.Mark? {
    switch self {
    case .proved: .met
    case .failed: .attention
    case .unanswered, .answered, .begun: .unknown
    case .notBegun: nil
    }
  }

  /// What is known of the step, in a few words.
  var words: String {
    switch self {
    case .proved: "proved"
    case .failed: "failed"
    case .unanswered: "request was sent, no answer recorded"
    case .answered: "request was answered, its effect not seen"
    case .begun: "begun, nothing sent"
    case .notBegun: "not begun"
    }
  }
}

extension Plan.Mode {
  /// The mode in a word or two.
  var words: String {
    switch self {
    case .inPlace: "in place"
    case .provision: "provision"
    case .resetFull: "reset full"
    case .resetBasic: "reset basic"
    }
  }
}

extension JournalDamage {
  /// What is wrong, in plain words.
  var words: String {
    switch reason {
    case .unreadableRecord: "line \(line) of its journal is not what was written"
    case .brokenChain: "the chain of its journal breaks at line \(line)"
    case .noPlan: "the plan beside its journal is missing or damaged"
    }
  }
}
