import Applier
import FoundationEssentials
import Host
import Planner
import Testing

@Suite struct JournalTests {
  private static let digest = "00ff"
  private let clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_769_860_800))

  private func sample() throws -> [UInt8] {
    let store = InMemoryStateStore()
    let run = RunID("c210-4be7")
    var journal = Journal(run: run, planDigest: Self.digest, store: store, clock: clock)
    try journal.append(JournalEntry(.intent, step: 1, name: "ntp"))
    try journal.append(JournalEntry(.sent, step: 1, name: "ntp", facts: ["PUT /ISAPI/System/time/ntpServers/1"]))
    clock.advance(by: .seconds(2))
    try journal.append(JournalEntry(.proved, step: 1, name: "ntp", facts: ["read back"]))
    try journal.append(JournalEntry(.end, facts: ["exit 0"]))
    return try #require(try store.read(run.journal))
  }

  @Test func `what was written reads back in order`() throws {
    let reading = try JournalReading(try sample(), planDigest: Self.digest)
    #expect(reading.records.map(\.entry.event) == [.intent, .sent, .proved, .end])
    #expect(reading.records.map(\.number) == [1, 2, 3, 4])
    #expect(reading.tornBytes == 0)
    #expect(reading.isClosed)
  }

  @Test func `cut at every byte it reads as the whole records before the cut`() throws {
    let bytes = try sample()
    let ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
    for cut in 0...bytes.count {
      let reading = try JournalReading(Array(bytes.prefix(cut)), planDigest: Self.digest)
      #expect(reading.records.count == ends.count { $0 < cut })
      #expect(reading.tornBytes == cut - (ends.last { $0 < cut } ?? -1) - 1)
    }
  }

  @Test func `any flipped bit is damage`() throws {
    let bytes = try sample()
    for index in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[index] ^= 1 << bit
        #expect(throws: JournalDamage.self) { try JournalReading(damaged, planDigest: Self.digest) }
      }
    }
  }

  @Test func `a line that is missing breaks the chain`() throws {
    var lines = try sample().split(separator: UInt8(ascii: "\n"))
    lines.remove(at: 1)
    let bytes = lines.flatMap { $0 + [UInt8(ascii: "\n")] }
    #expect(throws: JournalDamage(.brokenChain, line: 2)) { try JournalReading(bytes, planDigest: Self.digest) }
  }

  @Test func `the journal of another plan is refused`() throws {
    #expect(throws: JournalDamage(.brokenChain, line: 1)) { try JournalReading(try sample(), planDigest: "00fe") }
  }

  @Test func `a run is kept with its plan, and every write was recorded before it left`() async throws {
    let bench = try ApplyBench()
    _ = try await bench.converge(try bench.declaration("deviceName: lobby\ntime: {zone: Europe/Oslo}"))
    let run = try bench.onlyRun()
    #expect(run.id.description == run.plan.id)
    #expect(run.hasSent)
    #expect(run.journal.isClosed)
    let events = run.journal.records.map(\.entry).filter { $0.step == 1 }.map(\.event)
    #expect(events == [.intent, .sent, .observed, .proved])
    #expect(try RunRecord.all(in: bench.store).count == 1)
  }
}
