import Testing
import XML

/// Damages documents at random, the same way in every run.
@Suite struct MutationTests {
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    // SplitMix64.
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let seed = Array(
    """
    <?xml version="1.0" encoding="UTF-8" ?>
    <!-- a --><x:List version='1.0' xmlns:x="urn:x">
      <item id="1" ><name>R&amp;D &#x41; é😀</name><empty/><none></none ></item>
      <![CDATA[<raw>]]><?go now?>
    </x:List>
    """.utf8)
  private static let pieces = [
    "<", ">", "&", "/", "\"", "'", "=", "]]>", "<!--", "-->", "<![CDATA[", "&#", ";", "\u{0}", "é",
  ]

  @Test func `a damaged document is refused or comes back byte for byte`() {
    var dice = Dice(state: 42)
    var accepted = 0
    for _ in 1...4000 {
      var bytes = Self.seed
      for _ in 1...Int.random(in: 1...3, using: &dice) { Self.damage(&bytes, &dice) }
      guard let document = try? XMLDocument(parsing: bytes) else { continue }
      accepted += 1
      #expect(document.bytes == bytes)
    }
    #expect(accepted > 100)
  }

  private static func damage(_ bytes: inout [UInt8], _ dice: inout Dice) {
    let place = Int.random(in: 0..<bytes.count, using: &dice)
    switch Int.random(in: 0..<4, using: &dice) {
    case 0: bytes.remove(at: place)
    case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &dice)
    case 2: bytes.insert(contentsOf: Array((pieces.randomElement(using: &dice) ?? "").utf8), at: place)
    default: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...20, using: &dice)))
    }
    if bytes.isEmpty { bytes = seed }
  }
}
