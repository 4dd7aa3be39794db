import Applier
import Planner
import Simulator
import Testing
import TestSupport

/// A journal that lost bytes or had bits turned is resumed or refused with a code (product.md S2).
@Suite struct JournalCutTests {
  /// Small, with a write that must not come twice.
  private static let scenario = CrashScenario(
    name: "user", spec: "deviceName: lobby\nusers:\n  - {name: night, role: viewer, password: {env: GUARD}}")

  @Test func `a journal cut at any byte is resumed to the same end, or refused with a code`() async throws {
    let matrix = try await CrashMatrix(Self.scenario)
    for death in [lastRecord(matrix), addedUser] {
      let length = try await journal(behind: death).count
      for count in Array(0...length).tried(sample: 5) {
        try await check(matrix, death, "cut at byte \(count)") { Array($0.prefix(count)) }
      }
    }
  }

  @Test func `a journal with any bit of its last record turned is resumed to the same end, or refused`() async throws {
    let matrix = try await CrashMatrix(Self.scenario)
    for death in [lastRecord(matrix), addedUser] {
      let bytes = try await journal(behind: death)
      let start = (bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
      let bits = (start..<bytes.count).flatMap { byte in (0..<8).map { (byte: byte, bit: $0) } }
      for (byte, bit) in bits.tried(sample: 12) {
        try await check(matrix, death, "bit \(bit) of byte \(byte) turned") { journal in
          var journal = journal
          journal[byte] ^= 1 << bit
          return journal
        }
      }
    }
  }

  /// Behind the record that was written last but the end.
  private func lastRecord(_ matrix: CrashMatrix) -> Death {
    Death(act: .record, number: matrix.counts[.record, default: 2] - 1, moment: .after)
  }

  /// Behind the effect of adding the user, before its answer.
  private var addedUser: Death { Death(act: .write, number: 2, moment: .after) }

  private func journal(behind death: Death) async throws -> [UInt8] {
    let stage = try await CrashStage(Self.scenario)
    _ = try await stage.apply(in: MortalProcess(dying: death))
    return try stage.journal()
  }

  private func check(
    _ matrix: CrashMatrix, _ death: Death, _ damage: String, _ change: ([UInt8]) -> [UInt8]
  ) async throws {
    let stage = try await CrashStage(Self.scenario)
    _ = try await stage.apply(in: MortalProcess(dying: death))
    try stage.replaceJournal(with: change(try stage.journal()))
    let mark = stage.bench.recorder.log.entries.count
    let result = try #require(try await stage.takeUp(in: MortalProcess()))
    switch result.status {
    case .done:
      #expect(matrix.complaints(about: stage).isEmpty, "\(death), \(damage): \(matrix.complaints(about: stage))")
    case .refused:
      // Damage is named; where whole records are gone, the recorder is not as the plan says.
      let isNamed = result.message.contains("NVR09")
      #expect(isNamed || result.message.contains("changed since the plan"), "\(death), \(damage): \(result.message)")
      let since = stage.bench.recorder.log.since(mark)
      #expect(isNamed ? since.entries.isEmpty : since.writes == 0, "\(death), \(damage)")
    default: Issue.record("\(death), \(damage): exit \(result.status.rawValue), \(result.message)")
    }
  }
}
