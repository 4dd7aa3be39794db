import Device
import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing
import XML

@Suite struct SnapshotReaderTests {
  private let time: Endpoint = "/ISAPI/System/time"

  @Test func `documents are read and missing resources are absent`() async throws {
    let bench = try Bench()
    let reader = SnapshotReader(try await bench.login(), clock: bench.clock)
    let snapshot = try await reader.snapshot(of: [.capabilities, time, "/ISAPI/System/Network/nothing"])
    #expect(snapshot.identity.serial == bench.recorder.profile.serial)
    #expect(snapshot[time]?.root.localName == "Time")
    #expect(snapshot.capabilities?.localName == "DeviceCap")
    guard case .absent? = snapshot.readings["/ISAPI/System/Network/nothing"] else {
      Issue.record("expected an absent resource")
      return
    }
    #expect(snapshot.readings.count == 4)
  }

  @Test func `a busy device is asked again`() async throws {
    let bench = try Bench()
    let reader = SnapshotReader(try await bench.login(), clock: bench.clock)
    bench.recorder.inject(Fault(.busy, on: .get, time.path, times: 3))
    let readings = try await reader.read([time])
    #expect(readings[time] != nil)
    #expect(bench.recorder.log.entries(.get, time.path).count == 4)
  }

  @Test func `a device that stays busy is given up, with the resource named`() async throws {
    let bench = try Bench()
    let reader = SnapshotReader(try await bench.login(), clock: bench.clock)
    bench.recorder.inject(Fault(.busy, on: .get, time.path, times: nil))
    await #expect { try await reader.read([time]) } throws: { error in
      let incomplete = error as? SnapshotIncomplete
      return incomplete?.endpoint == time && (incomplete?.cause as? DeviceRefusal)?.kind == .busy
    }
  }

  @Test(
    arguments: [
      .html, .malformedXML, .truncatedBody, .closeConnection, .silence,
      .errorUnderOK(code: 3, subStatus: "deviceError"),
      .refusal(status: 403, code: 4, subStatus: "lowPrivilege"),
    ] as [Fault.Kind])
  func `what is neither a document nor missing ends the reading`(_ kind: Fault.Kind) async throws {
    let bench = try Bench()
    let reader = SnapshotReader(try await bench.login(), clock: bench.clock)
    bench.recorder.inject(Fault(kind, on: .get, time.path, times: nil))
    await #expect { try await reader.read([time, .capabilities]) } throws: {
      ($0 as? SnapshotIncomplete)?.endpoint == time
    }
  }

  @Test func `a required resource must be there`() async throws {
    let bench = try Bench { $0.behavior.notSupported = ["/ISAPI/System/time"] }
    let reader = SnapshotReader(try await bench.login(), clock: bench.clock)
    await #expect(throws: SnapshotIncomplete.self) { try await reader.read([], required: [time]) }
    guard case .absent? = try await reader.read([time])[time] else {
      Issue.record("expected an absent resource")
      return
    }
  }

  @Test func `never more than two requests run at once`() async throws {
    let gauge = Gauge()
    let slots = RequestSlots(2)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...20 {
        group.addTask {
          try await slots.run {
            await gauge.enter()
            await Task.yield()
            await gauge.leave()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(await gauge.most == 2)
  }

  @Test func `waiting for a slot ends with the task`() async throws {
    let slots = RequestSlots(0)
    let waiting = Task { try await slots.run {} }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
  }
}

/// Counts how many are inside at once.
private actor Gauge {
  private var now = 0
  private(set) var most = 0

  func enter() {
    now += 1
    most = max(most, now)
  }

  func leave() { now -= 1 }
}
