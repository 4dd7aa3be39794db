/// How a report sets its parts apart; colour repeats what the marks already say.
package enum Palette: Sendable, Hashable {
  case plain
  /// ANSI colours, for a terminal.
  case ansi

  func severity(_ severity: Diagnostic.Severity, _ text: String) -> String {
    switch severity {
    case .error: painted(text, "1;31")
    case .warning: painted(text, "1;33")
    }
  }

  /// Text that is there for those who look for it.
  package func dim(_ text: String) -> String { painted(text, "2") }

  /// Text in the colour of an ANSI code; as it is where there is no colour.
  package func painted(_ text: String, _ code: String) -> String {
    self == .plain ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
