import Glibc
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

/// Standard input of the process.
package struct StandardInput: TextInput {
  package init() {}

  package var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  package func readLine() -> String? { Swift.readLine(strippingNewline: true) }

  package func readAll(limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = Glibc.read(STDIN_FILENO, &chunk, min(chunk.count, limit + 1 - bytes.count))
      if count == 0 || (count < 0 && errno != EINTR) { break }
      if count > 0 { bytes += chunk[..<count] }
    }
    return bytes
  }
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
