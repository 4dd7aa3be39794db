import Device
import Host
import ISAPI
import Planner
import Settings
import XML

/// Reads everything of one recorder that a snapshot holds, with one login; nothing is written to it.
struct SnapshotVisit: Sendable {
  var gateway: DeviceGateway
  /// What the manifests declare, which may need more than the usual resources.
  var declared: [DesiredSetting] = []
  var clock: any WallClock

  /// The snapshot over a login that was proved; the way is given up afterwards.
  func snapshot(over proven: ProvenLogin) async throws -> RecordedSnapshot {
    do {
      let answers = try await answers(over: proven)
      await proven.transport.close()
      return RecordedSnapshot(
        sanitising: answers, of: proven.identity, at: clock.now, tool: ToolVersion.current)
    } catch {
      await proven.transport.close()
      throw error
    }
  }

  private func answers(over proven: ProvenLogin) async throws -> [Endpoint: RecordedAnswer] {
    let reader = AnswerReader(proven.transport, clock: clock)
    var answers: [Endpoint: RecordedAnswer] = [
      .deviceInfo: RecordedAnswer(status: 200, body: proven.deviceInfo.bytes)
    ]
    // The abilities tell what else to ask for.
    answers.merge(try await reader.read([.capabilities])) { $1 }
    while true {
      let sofar = RecordedSnapshot(
        identity: proven.identity, takenAt: clock.now, tool: "", answers: answers, masked: [])
      let next = SnapshotReads.next(besides: Set(answers.keys), declared: declared, on: sofar.snapshot())
      let read = try await reader.read(next)
      if read.isEmpty { return answers }
      answers.merge(read) { $1 }
    }
  }
}
