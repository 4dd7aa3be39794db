import Synchronization

/// Where answers and piped text come from.
package protocol TextInput: Sendable {
  /// Whether a person can answer.
  var isTerminal: Bool { get }
  /// The next line without its end, nil where there is none.
  func readLine() -> String?
  /// Everything up to the end, but at most one byte more than the limit.
  func readAll(limit: Int) -> [UInt8]
}

/// Answers laid out beforehand, for tests; without any it is an input that nobody sits at.
package final class ScriptedInput: TextInput {
  private let lines: Mutex<[String]>
  package let isTerminal: Bool

  package init(_ lines: [String] = [], isTerminal: Bool = false) {
    self.lines = Mutex(lines)
    self.isTerminal = isTerminal
  }

  package func readLine() -> String? {
    lines.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }

  package func readAll(limit: Int) -> [UInt8] {
    lines.withLock { lines in
      defer { lines = [] }
      return Array(lines.map { $0 + "\n" }.joined().utf8)
    }
  }
}
