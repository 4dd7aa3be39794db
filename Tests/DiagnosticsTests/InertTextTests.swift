import Diagnostics
import FoundationEssentials
import TestSupport
import Testing

@Suite struct InertTextTests {
  @Test(arguments: HostileText.all) func `whatever a terminal would obey is drawn`(_ hostile: HostileText) {
    Inertness.expect(InertText.of(hostile.text), width: nil)
    #expect(!InertText.of(hostile.text).contains("\n"))
  }

  @Test func `there are payloads enough`() { #expect(HostileText.all.count >= 40) }

  @Test(arguments: [
    "entrance", "Eingang Süd", "玄関", "مدخل الفندق", "نمی‌خواهم", "प्रवेश द्वार", "ประตูหน้า", "cổng trước", "👨‍👩‍👧 lobby", "❤️",
    "Ångström", "e\u{301}",
  ])
  func `names of people stay as they are`(_ name: String) { #expect(InertText.of(name) == name) }

  @Test func `a joiner that joins nothing is drawn`() {
    #expect(InertText.of("ga\u{200D}te") == "ga<U+200D>te")
    #expect(InertText.of("\u{200C}") == "<U+200C>")
    #expect(InertText.of("م\u{200C}\u{200C}م").contains("<U+200C>"))
  }

  @Test func `a pile of marks is counted, not drawn`() {
    #expect(
      InertText.of("a" + String(repeating: "\u{301}", count: 100) + "b") == "a\u{301}\u{301}\u{301}\u{301}<+96 marks>b")
  }

  @Test(arguments: HostileText.all) func `JSON is inert and means the same`(_ hostile: HostileText) throws {
    let json = InertJSON.of(String(decoding: try JSONEncoder().encode([hostile.text]), as: UTF8.self))
    #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [hostile.text])
    #expect(!json.unicodeScalars.contains { InertText.isActive($0) })
  }

  @Test(arguments: HostileText.all) func `a diagnostic draws what it quotes inert, within the screen`(
    _ hostile: HostileText
  ) throws {
    let source = SourceFile(name: "a\(hostile.text.prefix(10)).yaml", text: "a: \(hostile.text)\nb: 1\n")
    let range = SourceRange(
      file: source.name, start: SourcePosition(line: 1, column: 4), end: SourcePosition(line: 1, column: 5))
    let diagnostic = Diagnostic.error(
      "NVR0107", "\"\(hostile.text)\" is no key", at: range, label: hostile.text,
      related: [Diagnostic.Related(range, hostile.text)], help: [hostile.text])
    for palette in [Palette.plain, .ansi] {
      let drawn = DiagnosticReport(sources: [source], palette: palette).text(of: [diagnostic])
      // Bytes, since a mark behind a sequence makes one character with its end.
      let own = (Ink.allCases.map(\.sequence) + [Ink.end]).map { Array($0.utf8) }
      let plain = String(decoding: own.reduce(Array(drawn.utf8)) { $0.replacing($1, with: []) }, as: UTF8.self)
      Inertness.expect(plain)
    }
    Inertness.expect(try DiagnosticDocument([diagnostic]).json(), width: nil)
  }
}
