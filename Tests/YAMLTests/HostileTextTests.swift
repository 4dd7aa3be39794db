import Diagnostics
import TestSupport
import Testing
import YAML

@Suite struct HostileTextTests {
  private func codes(_ bytes: [UInt8]) -> [Diagnostic.Code] {
    DocumentStream(parsing: bytes, file: "t.yaml").diagnostics.map(\.code)
  }

  @Test func `ten megabytes are refused without being read`() {
    #expect(codes([UInt8](repeating: 0x61, count: 10 << 20)) == ["NVR0001"])
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["[", "{a: ", "- ", "? "])
  func `ten thousand levels stop at the limit`(_ opening: String) {
    let started = ContinuousClock.now
    let found = codes(Array(String(repeating: opening, count: 10_000).utf8))
    #expect(found == ["NVR0006"] || found == ["NVR0005"])
    #expect(ContinuousClock.now - started < .seconds(2))
  }

  @Test func `ten thousand indented levels stop at the limit`() {
    let text = (0..<700).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(codes(Array(text.utf8)) == ["NVR0006"])
  }

  @Test func `sixty-four levels are read and the next is refused`() {
    let allowed = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(codes(Array(allowed.utf8)).isEmpty)
    #expect(codes(Array(("[" + allowed + "]").utf8)) == ["NVR0006"])
  }

  @Test func `too many values are refused`() {
    #expect(codes(Array(("[" + String(repeating: "a,", count: 250_000) + "]").utf8)) == ["NVR0007"])
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["--- [\n", "--- \"\n", "---\n a: 1\n b\n"])
  func `a file full of broken documents is left after the first hundred`(_ document: String) {
    let bytes = Array(String(repeating: document, count: 1_000_000 / document.utf8.count).utf8)
    #expect(codes(bytes) == [Diagnostic.Code](repeating: "NVR0005", count: 100))
  }

  @Test(.timeLimit(.minutes(1))) func `a tab in front of very many documents is still one mistake`() {
    let text = "a: \t1\n" + String(repeating: "--- a\n", count: 90_000)
    #expect(codes(Array(text.utf8)) == ["NVR0004"])
  }

  @Test func `random bytes never crash the reader`() {
    var generator = SeededNumbers(seed: 42)
    let alphabet = Array("abc: -[]{}#&*!|>'\"%@`\n\r\t,?~<0\u{85}é\u{202E}".utf8) + [0x00, 0xFF, 0xC0, 0xE2]
    for _ in 0..<3_000 {
      let length = Int.random(in: 0...60, using: &generator)
      let bytes = (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      let stream = DocumentStream(parsing: bytes, file: "t.yaml")
      #expect(stream.isComplete || !stream.diagnostics.isEmpty)
    }
  }

  @Test func `damaged documents are read, or their mistakes have a place`() {
    let seeds = [
      "apiVersion: nvrctl/v1\nkind: Site\nmetadata: {name: a, labels: {b: \"c\"}}\nspec:\n  list:\n    - 1\n    - 'two'\n",
      "---\na: |\n  text\n  more\nb: >-\n  folded\n---\n- [x, y, {z: 1}]\n- \"\\u00e9\\n\"\n",
    ]
    var mutator = Mutator(seeds, .yaml, seed: 43)
    for number in 1...(TestExtent.isFull ? 10_000 : 800) {
      let bytes = mutator.next()
      let stream = DocumentStream(parsing: bytes, file: "t.yaml")
      #expect(stream.isComplete || !stream.diagnostics.isEmpty)
      // What is missing at the end of a file is missed on the line behind it.
      let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
      for diagnostic in stream.diagnostics {
        let range = diagnostic.range
        #expect(range.map { $0.start.line <= lines + 1 && $0.start <= $0.end } == true, "input \(number) of seed 43")
      }
    }
  }

  @Test(arguments: [
    "a: 1\n", "- a\n", "[", "'a' ", "\"\\n\"\n- ", "# c\n", "? a\n", "&a ", "|\n a\n", "a\n", "é: \u{1F600}\n",
  ])
  func `reading costs no more than the length`(_ piece: String) {
    let growth = Effort.growth(from: 1_000) { size in
      _ = DocumentStream(parsing: Array(String(repeating: piece, count: size).utf8), file: "t.yaml")
    }
    #expect(growth < 32)
  }
}
