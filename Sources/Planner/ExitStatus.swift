/// What a run of nvrctl ends with, the same for every output format (product.md C3).
package enum ExitStatus: Int32, Sendable, Hashable, Codable {
  /// The declared state was observed, or there was nothing to do.
  case done = 0
  /// Something failed; nothing on a device was changed by this run.
  case failed = 1
  /// Changes are pending.
  case changesPending = 2
  /// A safety rule, a gate, a stale plan or a wrong identity stood against it.
  case refused = 3
  /// A part was applied; the journal is open.
  case partlyApplied = 4
  /// The earlier state was put back and observed.
  case rolledBack = 5
  /// Applied, but what was looked at afterwards is not as it should be.
  case notVerified = 6
  /// The device cannot be reached any more, so nobody knows.
  case unknown = 7
  /// A wrong flag or argument.
  case usage = 64
  /// All went well, but the result could not be written (sysexits, EX_IOERR).
  case resultLost = 74
  /// Stopped by a person at a safe point.
  case interrupted = 130
  /// All went well, but whoever read the result has gone (128 and SIGPIPE, as of other programs).
  case readerGone = 141

  /// The worst of several recorders, by the fixed order; `done` for none.
  package static func worst(of statuses: some Sequence<Self>) -> Self {
    statuses.max { $0.weight < $1.weight } ?? .done
  }

  private var weight: Int {
    switch self {
    case .unknown: 9
    case .partlyApplied: 8
    case .notVerified: 7
    case .rolledBack: 6
    case .interrupted: 5
    case .refused: 4
    case .usage: 3
    case .failed: 2
    case .changesPending, .resultLost, .readerGone: 1
    case .done: 0
    }
  }
}
