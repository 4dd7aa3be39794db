import Diagnostics
import TestSupport
import Testing
import YAML

@Suite struct DocumentStreamTests {
  private func read(_ text: String) -> DocumentStream { DocumentStream(parsing: Array(text.utf8), file: "t.yaml") }

  /// Reads a text with marks and expects exactly these codes, one at each mark.
  private func expect(_ codes: [Diagnostic.Code], in marked: String, sourceLocation: SourceLocation = #_sourceLocation)
  {
    let text = MarkedText(marked)
    let found = DocumentStream(parsing: text.bytes, file: "t.yaml").diagnostics
    #expect(found.map(\.code) == codes, sourceLocation: sourceLocation)
    #expect(found.map(\.range?.start) == text.positions.map(Optional.some), sourceLocation: sourceLocation)
  }

  @Test func `every node knows its range`() throws {
    let stream = read("a:\n  - é: 1\n    b: \"x y\"\n")
    #expect(stream.diagnostics.isEmpty)
    let item = try #require(stream.documents.first?["a"]?.items?.first)
    let entry = try #require(item.entries?.last)
    #expect(entry.nameRange.start == SourcePosition(line: 3, column: 5))
    #expect(entry.value.range.start == SourcePosition(line: 3, column: 8))
    #expect(entry.value.range.end == SourcePosition(line: 3, column: 13))
    #expect(item.range.start == SourcePosition(line: 2, column: 5))
    #expect(item.range.end == SourcePosition(line: 3, column: 13))
  }

  @Test func `several documents, a byte order mark and CRLF are read`() {
    let stream = read("\u{FEFF}a: 1\r\n---\r\nb: 2\r\n---\r\n# nothing\r\n")
    #expect(stream.diagnostics.isEmpty)
    #expect(stream.documents.map { $0.entries?.map(\.name) } == [["a"], ["b"]])
    #expect(stream.documents.last?["b"]?.range.start == SourcePosition(line: 3, column: 4))
  }

  @Test(arguments: ["", "\n", "# only a comment\n", "---\n", "\u{FEFF}"])
  func `a file without content has no documents`(_ text: String) {
    let stream = read(text)
    #expect(stream.documents.isEmpty && stream.diagnostics.isEmpty && stream.isComplete)
  }

  @Test func `what the strict subset leaves out is refused where it stands`() {
    expect(["NVR0008"], in: "a: 1\nb: 2\n▸a: 3\n")
    expect(["NVR0009"], in: "a: ▸&x 1\n")
    expect(["NVR0009", "NVR0010"], in: "a: ▸&x 1\nb: ▸*x\n")
    expect(["NVR0009", "NVR0011"], in: "a: ▸&x {c: 1}\nb:\n  ▸<<: *x\n  d: 1\n")
    expect(["NVR0012"], in: "a: ▸!!str 1\n")
    expect(["NVR0012"], in: "a: ▸!thing {b: 1}\n")
    expect(["NVR0013"], in: "? ▸[a, b]\n: 1\n")
    expect(["NVR0014"], in: "▸%YAML 1.2\n---\na: 1\n")
    expect(["NVR0004"], in: "a: 1▸\t# note\n")
    expect(["NVR0004"], in: "a:\n▸\tb: 1\n\tc: 2\n".replacing("\tc", with: "  c"))
    expect(["NVR0003"], in: "a: \"x▸\u{202E}y\"\n")
    expect(["NVR0003"], in: "a: 1▸\rb: 2\n")
    expect(["NVR0003"], in: "a: x▸\0y\n")
  }

  @Test func `a syntax error is one diagnostic, and documents before it are kept`() {
    let stream = read("a: 1\n---\nb: [1, 2\nc: 3\n")
    #expect(stream.diagnostics.map(\.code) == ["NVR0005"])
    #expect(stream.documents.count == 1 && !stream.isComplete)
  }

  @Test func `a tab in the indentation hides one document and no other`() {
    expect(["NVR0004", "NVR0008"], in: "a:\n▸\tb: 1\n c: 2\n  d: 3\n---\ne: 1\n▸e: 2\n")
    let stream = read("a: 1\n---\nb:\n\tc: 1\n---\nd: 1\n")
    #expect(stream.documents.compactMap { $0.entries?.first?.name } == ["a", "d"])
    #expect(!stream.isComplete)
  }

  @Test func `behind a document that cannot be read the next one is`() {
    expect(["NVR0005", "NVR0005"], in: "a: [1, 2\nc▸: 3\n---\nb: ▸\"x\n---\nd: 1\n")
    let stream = read("a: \"x\n---\nb: 1\n--- # two\nb: @\n---\nc: 2\n")
    #expect(stream.documents.compactMap { $0.entries?.first?.nameRange.start.line } == [3, 7])
  }

  @Test(arguments: [
    ("a: ▸\"x\nb: 1\n", "this quote is never closed"), ("a: b▸: c\n", "a key cannot begin here"),
    ("a: 1\n ▸b: 2\n", "a key cannot begin here"), ("a: ▸@x\n", "no value can begin with this character"),
    ("a: 1\n▸b\n", "a key without \":\" behind it"), ("a: \"▸\\q\"\n", "there is no such escape in double quotes"),
  ])
  func `a syntax error speaks plainly`(_ marked: String, _ message: String) {
    let text = MarkedText(marked)
    let found = DocumentStream(parsing: text.bytes, file: "t.yaml").diagnostics
    #expect(found.map(\.message) == [message])
    #expect(found.first?.range?.start.line == text.positions.first?.line)
  }

  @Test func `bytes that are not UTF-8 are refused with their line and column`() {
    let stream = DocumentStream(parsing: Array("a: 1\nb: ".utf8) + [0xC3, 0x28, 0x0A], file: "t.yaml")
    #expect(stream.diagnostics.map(\.code) == ["NVR0002"])
    #expect(stream.diagnostics.first?.range?.start == SourcePosition(line: 2, column: 4))
    let wide = DocumentStream(parsing: [0xFF, 0xFE, 0x61, 0x00], file: "t.yaml")
    #expect(wide.diagnostics.map(\.code) == ["NVR0002"])
  }

  @Test func `a poisoned value is marked so that nothing more is said about it`() throws {
    let root = try #require(read("a: !!int x\nb:\n  <<: *y\n  c: 1\n").documents.first)
    #expect(root["a"]?.isPoisoned == true)
    #expect(root["b"]?.isPoisoned == true)
    #expect(root["b"]?["c"]?.isPoisoned == false)
    #expect(root.isPoisoned == false)
  }
}
