import Diagnostics
import FoundationEssentials
import Testing

@Suite struct DiagnosticDocumentTests {
  @Test func `the document holds every place, the advice and the counts`() throws {
    let range = SourceRange(
      file: "a.yaml", start: SourcePosition(line: 2, column: 3), end: SourcePosition(line: 2, column: 9))
    let json = try DiagnosticDocument([
      .error("NVR0107", "unknown key \"gatway\"", at: range, label: "did you mean \"gateway\"?", help: ["allowed: x"]),
      .warning("NVR0100", "about the run", at: nil),
    ]).json()
    #expect(
      json == """
        {
          "diagnostics" : [
            {
              "code" : "NVR0107",
              "column" : 3,
              "endColumn" : 9,
              "endLine" : 2,
              "file" : "a.yaml",
              "help" : "did you mean \\"gateway\\"?\\nallowed: x",
              "line" : 2,
              "message" : "unknown key \\"gatway\\"",
              "severity" : "error"
            },
            {
              "code" : "NVR0100",
              "column" : null,
              "endColumn" : null,
              "endLine" : null,
              "file" : null,
              "help" : "",
              "line" : null,
              "message" : "about the run",
              "severity" : "warning"
            }
          ],
          "summary" : {
            "errors" : 1,
            "warnings" : 1
          }
        }

        """)
  }

  @Test(arguments: [(0, 0, "no errors"), (1, 0, "1 error"), (3, 1, "3 errors, 1 warning"), (0, 2, "2 warnings")])
  func `the summary counts in words`(_ errors: Int, _ warnings: Int, _ text: String) {
    let all =
      (0..<errors).map { Diagnostic.error("NVR0001", "e\($0)", at: nil) }
      + (0..<warnings).map { Diagnostic.warning("NVR0001", "w\($0)", at: nil) }
    #expect(DiagnosticSummary(all).text == text)
  }
}
