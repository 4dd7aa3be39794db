import SADP
import Testing

/// Whatever arrives from an open group is read or passed over, and never worse.
@Suite struct HostileMessageTests {
  @Test func `random bytes are no message`() {
    var generator = SplitMix(state: 1)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      #expect(SADPReply(parsing: bytes) == nil)
      #expect(SADPInquiry(parsing: bytes) == nil)
    }
  }

  @Test func `a damaged reply is read or passed over`() {
    var generator = SplitMix(state: 2)
    let alphabet = Array("<>/&;\r\n\u{0}aProbeMatch\u{FF}".utf8)
    for _ in 0..<3_000 {
      var bytes = Array(ExampleMessages.recorder.utf8)
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = alphabet.randomElement(using: &generator) ?? 0
        default: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { break }
      }
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

  @Test func `a message longer than any real one is passed over`() {
    let padding = String(repeating: " ", count: SADPGroup.longestMessage)
    #expect(SADPReply(parsing: Array(ExampleMessages.reply(padding).utf8)) == nil)
  }

  @Test func `a value longer than any real one counts as missing`() throws {
    let text = ExampleMessages.reply("<DeviceSN>\(String(repeating: "9", count: 300))</DeviceSN>")
    #expect(try #require(SADPReply(parsing: Array(text.utf8))).serial == nil)
  }
}

/// Random numbers that are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
