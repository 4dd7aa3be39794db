import Applier
import FoundationEssentials
import Host
import TestSupport
import Testing

/// A journal that somebody or something changed is refused; a torn end is dropped; nothing is skipped in silence.
@Suite struct HostileJournalTests {
  private static let digest = "00ff"

  private static func sample() throws -> [UInt8] {
    let store = InMemoryStateStore()
    let run = RunID("c210-4be7")
    let clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_769_860_800))
    var journal = Journal(run: run, planDigest: digest, store: store, clock: clock)
    try journal.append(JournalEntry(.intent, step: 1, name: "reset"))
    try journal.append(JournalEntry(.sent, step: 1, name: "reset", facts: ["PUT /ISAPI/System/factoryReset?mode=full"]))
    try journal.append(JournalEntry(.observed, step: 1, name: "reset", facts: ["“ok” \u{202E}\u{1B}[2J \"x\" \\ é😀"]))
    try journal.append(JournalEntry(.proved, step: 1, name: "reset", facts: ["inactive", "uptime 40 s"]))
    return try #require(try store.read(run.journal))
  }

  private static func reading(_ bytes: [UInt8]) throws(JournalDamage) -> JournalReading {
    try JournalReading(bytes, planDigest: digest)
  }

  @Test func `each bit of the last record flipped is damage with a code`() throws {
    let bytes = try Self.sample()
    let last = try #require(bytes.dropLast().lastIndex(of: UInt8(ascii: "\n"))) + 1
    for index in last..<bytes.count {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[index] ^= 1 << bit
        let damage = #expect(throws: JournalDamage.self, "bit \(bit) of byte \(index)") { try Self.reading(damaged) }
        #expect(damage?.code.hasPrefix("NVR09") == true)
        #expect(damage?.line ?? 0 >= 4)
      }
    }
  }

  @Test func `cut at every byte it keeps the whole records and tells what was dropped`() throws {
    let bytes = try Self.sample()
    let whole = try Self.reading(bytes).records
    for cut in 0...bytes.count {
      let reading = try Self.reading(Array(bytes.prefix(cut)))
      #expect(reading.records == Array(whole.prefix(reading.records.count)))
      let kept = bytes.prefix(cut).lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      #expect(reading.tornBytes == cut - kept)
    }
  }

  @Test func `cut at every byte and filled with zeros, as after a power cut, nothing is made up`() throws {
    let bytes = try Self.sample()
    let whole = try Self.reading(bytes).records
    for cut in 0...bytes.count {
      let filled = Array(bytes.prefix(cut)) + [UInt8](repeating: 0, count: 64)
      guard let reading = try? Self.reading(filled) else { continue }
      #expect(reading.records == Array(whole.prefix(reading.records.count)))
      #expect(reading.tornBytes > 0)
    }
  }

  @Test func `however it is damaged, what is read is a beginning of what was written`() throws {
    let bytes = try Self.sample()
    let whole = try Self.reading(bytes).records
    var mutator = Mutator([bytes], .json, seed: 21)
    for number in 1...(TestExtent.isFull ? 5_000 : 300) {
      guard let reading = try? Self.reading(mutator.next()) else { continue }
      #expect(reading.records == Array(whole.prefix(reading.records.count)), "input \(number) of seed 21")
    }
  }

  @Test(arguments: ["{\"entry\":", "[", "\n", "{}\n", "\u{0}", "{\"number\":1e999}\n", "\"\\ud800\"\n"])
  func `what was never a journal is refused, or is a torn end`(_ piece: String) throws {
    let reading = try? Self.reading(Array(String(repeating: piece, count: 5_000).utf8))
    #expect(reading?.records.isEmpty ?? true)
    #expect(reading?.tornBytes != 0)
  }
}
