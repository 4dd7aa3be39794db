import Synchronization

/// Where text for a person or a program goes.
package protocol TextOutput: Sendable {
  /// Whether a person looks at it on a terminal.
  var isTerminal: Bool { get }
  /// The columns it has, nil where that is not known.
  var columns: Int? { get }
  /// Why some of the text did not arrive, nil while all of it did.
  var failure: OutputFailure? { get }
  /// Sends text on its way.
  func write(_ text: String)
}

/// Why text did not arrive.
package enum OutputFailure: Sendable, Hashable {
  /// Whoever read it has had enough.
  case readerGone
  /// The system refused it, in its own words.
  case refused(reason: String)
}

/// Text kept in the process, for tests and for showing it later.
package final class CapturedOutput: TextOutput {
  private let captured = Mutex("")
  package let isTerminal: Bool
  package let columns: Int?
  package let failure: OutputFailure?

  package init(isTerminal: Bool = false, columns: Int? = nil, failure: OutputFailure? = nil) {
    self.isTerminal = isTerminal
    self.columns = columns
    self.failure = failure
  }

  package func write(_ text: String) { captured.withLock { $0 += text } }

  /// Everything written so far.
  package var text: String { captured.withLock { $0 } }
}
