import Diagnostics

/// Looks at each character of a text, reports those a manifest may not hold and replaces them.
struct CharacterScan: Sendable {
  private(set) var readable = ""
  private(set) var diagnostics: [Diagnostic] = []
  /// Lines on which a tab stands where indentation is counted.
  private(set) var linesWithoutStructure: [Int] = []

  private let file: String
  private let listed: Int
  private var position = SourcePosition(line: 1, column: 1)
  private var isIndentation = true
  private var lineWithTab = 0
  private var heldReturn = false

  init(file: String, listed: Int) {
    self.file = file
    self.listed = listed
  }

  mutating func take(_ scalar: Unicode.Scalar) {
    if heldReturn {
      heldReturn = false
      if scalar != "\n" { refuse("\r") }
    }
    switch scalar {
    case "\n":
      readable.unicodeScalars.append(scalar)
      position = SourcePosition(line: position.line + 1, column: 1)
      isIndentation = true
      return
    case "\r":
      heldReturn = true
      return
    case "\t":
      takeTab()
    case _ where InertText.isActive(scalar) || (scalar.value & 0xFFFE) == 0xFFFE:
      refuse(scalar)
      return
    default:
      readable.unicodeScalars.append(scalar)
    }
    if scalar != " " && scalar != "\t" { isIndentation = false }
    position.column += 1
  }

  /// Ends the text.
  mutating func finish() {
    if heldReturn { refuse("\r") }
  }

  private mutating func takeTab() {
    readable.append(" ")
    if isIndentation { linesWithoutStructure.append(position.line) }
    guard lineWithTab != position.line else { return }
    lineWithTab = position.line
    report(
      .error(
        "NVR0004", "a tab stands here", at: SourceRange(file: file, at: position),
        label: isIndentation ? "indent with spaces" : "use a space"))
  }

  private mutating func refuse(_ scalar: Unicode.Scalar) {
    readable.append("?")
    report(
      .error(
        "NVR0003", "the character \(InertText.of(String(scalar))) is not allowed",
        at: SourceRange(file: file, at: position),
        help: ["it is invisible or moves text around: a reviewer would not see what is applied"]))
    position.column += 1
    isIndentation = false
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count < listed { diagnostics.append(diagnostic) }
  }

  static let explanations = [
    DiagnosticExplanation(
      "NVR0003", "character not allowed",
      "Control characters, zero bytes, lone carriage returns and the invisible characters that change the "
        + "direction of text are refused, also inside quotes and comments: with them a file can look different "
        + "from what it says. Remove the character; line ends may be LF or CRLF."),
    DiagnosticExplanation(
      "NVR0004", "tab",
      "YAML counts indentation in spaces, and a tab has no agreed width. Replace tabs by spaces, everywhere in "
        + "the file."),
  ]
}
