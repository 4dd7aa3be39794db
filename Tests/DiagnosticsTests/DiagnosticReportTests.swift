import Diagnostics
import TestSupport
import Testing

@Suite struct DiagnosticReportTests {
  private func range(_ line: Int, _ columns: Range<Int>, file: String = "nvr-1.yaml") -> SourceRange {
    SourceRange(
      file: file, start: SourcePosition(line: line, column: columns.lowerBound),
      end: SourcePosition(line: line, column: columns.upperBound))
  }

  private func draw(_ diagnostic: Diagnostic, in text: String) -> String {
    DiagnosticReport(sources: [SourceFile(name: "nvr-1.yaml", text: text)]).text(of: diagnostic)
  }

  @Test func `a diagnostic shows code, place, line, caret, label and advice`() {
    let text = String(repeating: "\n", count: 18) + "      gatway: 10.20.30.1\n"
    let diagnostic = Diagnostic.error(
      "NVR0107", "unknown key \"gatway\"", at: range(19, 7..<13), label: "did you mean \"gateway\"?",
      help: ["allowed here: address, dns, gateway, mtu"])
    #expect(
      draw(diagnostic, in: text) == """
        error[NVR0107]: unknown key "gatway"
          --> nvr-1.yaml:19:7
           |
        19 |       gatway: 10.20.30.1
           |       ^^^^^^ did you mean "gateway"?
           |
           = allowed here: address, dns, gateway, mtu

        """)
  }

  @Test func `two places in one file are drawn together in the order of their lines`() {
    let text = "a:\n  - channel: 3\nb:\n  - channel: 3\n"
    let diagnostic = Diagnostic.error(
      "NVR0412", "channel 3 is declared twice", at: range(4, 14..<15), label: "again here (\"yard\")",
      related: [.init(range(2, 14..<15), "first here (\"dock\")")])
    #expect(
      draw(diagnostic, in: text) == """
        error[NVR0412]: channel 3 is declared twice
         --> nvr-1.yaml:4:14
          |
        2 |   - channel: 3    first here ("dock")
        4 |   - channel: 3    again here ("yard")
          |              ^

        """)
  }

  @Test func `what somebody wrote never makes a line wider than the report, and never a long one`() {
    let key = String(repeating: "k", count: 100_000)
    let drawn = draw(.error("NVR0107", "unknown key \"\(key)\"", at: range(1, 1..<100_001)), in: key + ": 1\n")
    #expect(drawn.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(drawn.utf8.count < 1_000)
  }

  @Test func `a place in another file becomes a line of advice`() {
    let diagnostic = Diagnostic.warning(
      "NVR0233", "public DNS", at: range(1, 1..<2), related: [.init(range(9, 3..<4, file: "site.yaml"), "no internet")])
    #expect(draw(diagnostic, in: "x\n").hasSuffix("  = no internet  (site.yaml:9:3)\n"))
  }

  @Test func `hidden text is shown as asterisks`() {
    let diagnostic = Diagnostic.error("NVR0305", "literal", at: range(1, 6..<13), hidesText: true)
    let drawn = draw(diagnostic, in: "key: hunter2 # mine\n")
    #expect(!drawn.contains("hunter2"))
    #expect(drawn.contains("key: ******* # mine\n  |      ^^^^^^^\n"))
  }

  @Test(arguments: [
    ("名前: x", 5, "          ^"), ("e\u{301}e\u{301}: x", 6, "       ^"), ("\ta: x", 5, "           ^"),
    ("\u{1B}[31m: x", 7, "                 ^"),
  ])
  func `the caret stands below the character, whatever the widths before it`(
    _ line: String, _ column: Int, _ caret: String
  ) {
    let drawn = draw(.error("NVR0001", "m", at: range(1, column..<column + 1)), in: line)
    #expect(drawn.split(separator: "\n").last == "  | \(caret.dropFirst(4))")
  }

  @Test(arguments: ["\u{1B}[2J", "\u{202E}txt", "\u{0}", "\u{85}", "\u{2028}", "\u{200B}", "\r"])
  func `characters a terminal would obey are drawn`(_ hostile: String) throws {
    let file = SourceFile(name: "n\(hostile).yaml", text: "key: \(hostile)")
    let place = SourcePosition(line: 1, column: 1)
    let diagnostic = Diagnostic.error(
      "NVR0001", "message \(hostile)", at: SourceRange(file: file.name, start: place, end: place),
      label: "label \(hostile)", help: ["help \(hostile)"])
    let drawn = DiagnosticReport(sources: [file]).text(of: diagnostic)
    #expect(!drawn.unicodeScalars.contains { $0 != "\n" && InertText.isActive($0) })
    #expect(drawn.contains("<U+"))
  }

  @Test(arguments: [
    "password: canary", "  - {name: a, password: \"canary\", role: x}", "pasword: canary", "\"password\" : canary",
    "previousPassword: canary: x", "admin: {password: {env: A}, previousPassword: canary}", "PASSWORD:canary",
  ])
  func `a password is never drawn, whatever the diagnostic is about`(_ line: String) {
    let drawn = draw(.error("NVR0005", "m", at: range(1, 1..<2)), in: line)
    #expect(!drawn.contains("canary") && drawn.contains("****"))
  }

  @Test(arguments: ["password: {env: NAME}", "gateway: 10.0.0.1", "password:", "# the password of the day"])
  func `what is no password is drawn`(_ line: String) {
    #expect(draw(.error("NVR0005", "m", at: range(1, 1..<2)), in: line).contains(line))
  }

  @Test func `no line is wider than 80 columns where words can be broken`() {
    let text = String(repeating: "x", count: 200) + ": " + String(repeating: "世", count: 100)
    let words = String(repeating: "seven letters ", count: 20)
    let diagnostic = Diagnostic.error(
      "NVR0001", words, at: range(1, 150..<160), label: words, related: [.init(range(1, 203..<204), words)],
      help: [words])
    for line in draw(diagnostic, in: text).split(separator: "\n") { #expect(DisplayWidth.of(line) <= 80) }
  }

  @Test func `the caret behind a full line stays within the width`() {
    let line = String(repeating: "x", count: 76)
    for drawn in draw(.error("NVR0001", "m", at: range(1, 77..<77)), in: line).split(separator: "\n") {
      #expect(DisplayWidth.of(drawn) <= 80)
    }
  }

  @Test func `a place outside the text is drawn without a snippet`() {
    #expect(draw(.error("NVR0001", "m", at: range(9, 1..<2)), in: "a") == "error[NVR0001]: m\n  --> nvr-1.yaml:9:1\n")
  }

  @Test func `colour adds to the text and changes none of it`() {
    let file = SourceFile(name: "nvr-1.yaml", text: "key: value\n")
    let diagnostic = Diagnostic.error("NVR0001", "m", at: range(1, 1..<4), label: "l", help: ["h"])
    let colored = DiagnosticReport(sources: [file], palette: .ansi).text(of: diagnostic)
    let stripped = colored.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(colored != stripped)
    #expect(stripped == draw(diagnostic, in: file.text))
  }
}
