import SADP
import TestSupport
import Testing

/// Whatever arrives from an open group is read or passed over, and never worse.
@Suite struct HostileMessageTests {
  @Test func `random bytes are no message`() {
    var generator = SeededNumbers(seed: 1)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      #expect(SADPReply(parsing: bytes) == nil)
      #expect(SADPInquiry(parsing: bytes) == nil)
    }
  }

  @Test func `a damaged reply is read or passed over`() {
    let seeds = [ExampleMessages.recorder, ExampleMessages.reply("<DeviceSN>1</DeviceSN><MAC>44-19-b6-00-a0-3f</MAC>")]
    var mutator = Mutator(seeds, .xml, seed: 2)
    for _ in 0..<(TestExtent.isFull ? 20_000 : 1_000) {
      let bytes = mutator.next()
      _ = SADPInquiry(parsing: bytes)
      guard let reply = SADPReply(parsing: bytes) else { continue }
      #expect(SADPReply(parsing: reply.bytes)?.serial == reply.serial)
    }
  }

  @Test(arguments: [
    String(repeating: "<", count: 16_000), String(repeating: "<a>", count: 5_000),
    String(repeating: "<ProbeMatch>", count: 1_300), "<ProbeMatch>" + String(repeating: "a", count: 16_000),
    "<ProbeMatch" + String(repeating: " a='1'", count: 2_500) + ">", String(repeating: "</a>", count: 4_000),
  ])
  func `a message made to cost time is passed over`(_ text: String) {
    #expect(SADPReply(parsing: Array(text.utf8)) == nil)
  }

  @Test(arguments: ["<", "<a>", "<a>b", "<ProbeMatch><Types>", "</a>", "<a/><", "<a", "&#60;"])
  func `a message costs no more time than its length`(_ piece: String) {
    let growth = Effort.growth(from: 1_500 / piece.utf8.count) { size in
      let bytes = Array(("<ProbeMatch>" + String(repeating: piece, count: size) + ">").utf8)
      for _ in 0..<20 { _ = SADPReply(parsing: bytes) }
    }
    #expect(growth < 32)
  }

  @Test func `a message longer than any real one is passed over`() {
    let padding = String(repeating: " ", count: SADPGroup.longestMessage)
    #expect(SADPReply(parsing: Array(ExampleMessages.reply(padding).utf8)) == nil)
  }

  @Test func `a value longer than any real one counts as missing`() throws {
    let text = ExampleMessages.reply("<DeviceSN>\(String(repeating: "9", count: 300))</DeviceSN>")
    #expect(try #require(SADPReply(parsing: Array(text.utf8))).serial == nil)
  }
}
