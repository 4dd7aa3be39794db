import FoundationEssentials
import ISAPI
import Planner
import Settings
import TestSupport
import Testing
import XML

@Suite struct SnapshotFileTests {
  private static let channels: Endpoint = "/ISAPI/ContentMgmt/InputProxy/channels"

  /// The sample recorder as it was read, the account of its first camera being `username`.
  private static func recorded(username: String = "porch-user") -> RecordedSnapshot {
    var answers = SampleRecorder.documents.mapValues { RecordedAnswer(status: 200, body: Array($0.utf8)) }
    let text = SampleRecorder.documents[channels] ?? ""
    let changed = text.replacing("<userName>admin", with: "<userName>\(username)", maxReplacements: 1)
    answers[channels] = RecordedAnswer(status: 200, body: Array(changed.utf8))
    answers["/ISAPI/System/Network/ssh"] = RecordedAnswer(status: 403, body: [])
    return RecordedSnapshot(
      sanitising: answers, of: SampleRecorder.identity, at: PlanRequest.noon, tool: "1.0.0")
  }

  @Test func `a snapshot reads back as it was, and its bytes depend on nothing else`() throws {
    let snapshot = Self.recorded()
    let bytes = try SnapshotFile.bytes(of: snapshot)
    #expect(try SnapshotFile.snapshot(in: bytes) == snapshot)
    #expect(try SnapshotFile.bytes(of: Self.recorded()) == bytes)
    #expect(snapshot.snapshot().readings["/ISAPI/System/Network/ssh"] == .absent(status: 403, subStatus: ""))
  }

  @Test func `a snapshot that was cut or changed is refused`() throws {
    let bytes = try SnapshotFile.bytes(of: Self.recorded())
    for index in stride(from: 0, to: bytes.count, by: 41) {
      var changed = bytes
      changed[index] ^= 0x01
      #expect(throws: SnapshotFileRefused.self, "byte \(index)") { try SnapshotFile.snapshot(in: changed) }
    }
    for changed in [Array(bytes.dropLast()), bytes + [32], [], Array("{}".utf8)] {
      #expect(throws: SnapshotFileRefused.self) { try SnapshotFile.snapshot(in: changed) }
    }
  }

  @Test func `a plan file is no snapshot, and another format is told`() throws {
    let plan = try PlanFile.bytes(of: [try Plan(for: .sample())])
    #expect(#expect(throws: SnapshotFileRefused.self) { try SnapshotFile.snapshot(in: plan) }?.reason == .notASnapshot)
    let text = String(decoding: try SnapshotFile.bytes(of: Self.recorded()), as: UTF8.self)
      .replacing("\"formatVersion\" : 1", with: "\"formatVersion\" : 2")
    let refusal = #expect(throws: SnapshotFileRefused.self) { try SnapshotFile.snapshot(in: Array(text.utf8)) }
    #expect(refusal?.code == "NVR0922")
  }

  @Test func `what is masked and declared is put back where the recorder had it`() throws {
    let plan = try Self.plan(declaring: "porch-user")
    let masked = Self.recorded()
    #expect(masked.masked.map(\.kind) == [.account])
    let restored = masked.restoring(from: plan)
    #expect(restored.masked.isEmpty)
    #expect(PlanCheck.moved(plan, against: restored.snapshot()).isEmpty)
  }

  @Test func `what is masked and not known is taken to be as it was, and nothing else is`() throws {
    let plan = try Self.plan(declaring: "other-user")
    let restored = Self.recorded().restoring(from: plan)
    #expect(restored.masked.count == 1)
    #expect(!PlanCheck.moved(plan, against: restored.snapshot()).isEmpty)
    let comparable = plan.overlooking(maskedIn: restored)
    #expect(comparable.steps == plan.steps)
    #expect(PlanCheck.moved(comparable, against: restored.snapshot()).isEmpty)
    var moved = restored
    let text = String(decoding: moved.answers[Self.channels]?.body ?? [], as: UTF8.self)
    moved.answers[Self.channels]?.body = Array(text.replacing(">entrance<", with: ">exit<").utf8)
    #expect(PlanCheck.moved(plan.overlooking(maskedIn: moved), against: moved.snapshot()) == ["cameras[1].name"])
  }

  /// A plan over the recorder as it is, its first camera being declared with an account.
  private static func plan(declaring username: String) throws -> Plan {
    let declaration = try SampleDeclaration.of(
      """
      cameras:
      - {channel: 1, name: entrance, address: 10.20.30.21, username: \(username), password: {env: CAMERAS}}
      unmanaged: {cameras: ignore}
      """)
    let text = SampleRecorder.documents[channels] ?? ""
    let snapshot = try SampleRecorder.snapshot(changes: [
      channels: text.replacing("<userName>admin", with: "<userName>porch-user", maxReplacements: 1)
    ])
    return try Plan(for: .sample(declaration: declaration, snapshot: snapshot))
  }
}
