import Testing
import YAML

@Suite struct BlockTextTests {
  @Test(arguments: [
    "plain", "two words", "10.20.30.10/24", "Europe/Oslo", "https://a:1", "yes", "no", "true", "null", "~", "", " a",
    "a ", "080",
    "1e5", "- a", "a: b", "a #b", "#a", "\"q\"", "'q'", "back\\slash", "line\nbreak", "tab\there", "\u{202E}x", "é",
    "[a]", "{a}", "*a",
    "&a", "!a", "%a", "@a", "`a", "|", ">", "?", "-", "a:", "名前", "📷", "0x1F", "<<",
  ])
  func `text that is written reads back as that text`(_ text: String) throws {
    let written = "key: " + Node.Scalar.written(text) + "\n"
    let stream = DocumentStream(parsing: Array(written.utf8), file: "t.yaml")
    #expect(stream.diagnostics.isEmpty, "\(written)")
    #expect(stream.documents.first?["key"]?.scalar?.meaning == .text(text), "\(written)")
  }

  @Test func `a tree that is written reads back as that tree`() throws {
    let text = """
      a: 1
      b:
        - x
        - c: true
          d: []
        - - 1
          - 2
      e: {}
      f: "08"

      """
    let root = try #require(DocumentStream(parsing: Array(text.utf8), file: "t.yaml").documents.first)
    let written = BlockText().text(of: root)
    #expect(written == text)
  }
}
