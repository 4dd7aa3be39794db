/// How a report sets its parts apart; colour repeats what the marks already say.
package enum Palette: Sendable, Hashable {
  case plain
  /// ANSI colours, for a terminal.
  case ansi

  func severity(_ severity: Diagnostic.Severity, _ text: String) -> String {
    switch severity {
    case .error: painted(text, .boldRed)
    case .warning: painted(text, .boldYellow)
    }
  }

  /// Text that is there for those who look for it.
  package func dim(_ text: String) -> String { painted(text, .dim) }

  /// Text in a colour; as it is where there is no colour.
  package func painted(_ text: String, _ ink: Ink) -> String {
    self == .plain ? text : ink.sequence + text + Ink.end
  }
}

/// A colour of the palette; the only sequences that nvrctl writes into text.
package enum Ink: String, Sendable, Hashable, CaseIterable {
  case dim = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"
  case magenta = "35"
  case boldRed = "1;31"
  case boldYellow = "1;33"

  /// What a terminal is told to begin with the colour.
  package var sequence: String { "\u{1B}[\(rawValue)m" }
  /// What a terminal is told to end a colour.
  package static let end = "\u{1B}[0m"
}
