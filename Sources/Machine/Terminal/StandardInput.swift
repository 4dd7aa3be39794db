import Glibc
import Host

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
