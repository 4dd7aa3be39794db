import Planner

extension ExitStatus {
  /// The status in a word or two, as the last line of a run tells it.
  var words: String {
    switch self {
    case .done: "converged"
    case .failed: "failed, nothing changed"
    case .changesPending: "changes pending"
    case .refused: "refused, nothing sent"
    case .partlyApplied: "partly applied"
    case .rolledBack: "rolled back"
    case .notVerified: "applied, not verified"
    case .unknown: "outcome unknown"
    case .usage: "wrong usage"
    case .interrupted: "interrupted"
    case .resultLost, .readerGone: "result not written"
    }
  }
}
