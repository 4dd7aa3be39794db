import Applier
import Host
import ISAPI
import Planner
import Settings
import Simulator
import Synchronization
import Testing
import XML

@Suite struct VerificationTests {
  @Test func `what changes behind its proof is found at the end`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby\ntime: {zone: Europe/Oslo}")
    let plan = try await bench.plan(declaration)
    let recorder = bench.recorder
    let isEdited = Mutex(false)
    let result = try await bench.apply(
      plan, declaration,
      stopping: {
        // Somebody at the screen undoes the first step while the second is written.
        if recorder.log.writes == 2, !isEdited.withLock({ $0 }) {
          isEdited.withLock { $0 = true }
          recorder.edit(DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "by hand"))
        }
        return false
      })
    #expect(result.status == .notVerified, "\(result.message)")
    #expect(result.message.contains(#"deviceName is "by hand", not "lobby""#))
  }

  @Test func `a time server is given a while to set the clock`() async throws {
    let bench = try ApplyBench {
      $0.clockSkew = 4000
      $0.behavior.timeSyncDelay = .seconds(45)
    }
    let declaration = try bench.declaration(
      "time: {zone: Europe/Oslo, ntp: [10.20.30.1]}\nverify: {clockOffset: 2s}")
    let plan = try await bench.plan(declaration)
    #expect(plan.remarks.map(\.text) == ["67 min ahead, and 2 s are allowed"])
    #expect(plan.remarks.map(\.isWarning) == [true])
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(result.done.last?.facts.contains("clock not seen to be off, within 2 s") == true)
    let again = try await bench.plan(declaration)
    #expect(again.steps.isEmpty)
    #expect(again.remarks.isEmpty)
  }

  @Test func `a clock that its server does not set fails the verification`() async throws {
    let bench = try ApplyBench {
      $0.clockSkew = -94
      $0.behavior.timeServers = []
    }
    let result = try await bench.converge(
      try bench.declaration("time: {zone: Europe/Oslo, ntp: [10.20.30.1], maxOffset: 2s}"))
    #expect(result.status == .notVerified, "\(result.message)")
    #expect(result.message.contains("the clock is 94 s behind, and 2 s are allowed"))
  }

  @Test(arguments: ["Asia/Shanghai", "Europe/Oslo", "Australia/Sydney"])
  func `a clock that is to be set by hand is set once`(_ zone: String) async throws {
    let bench = try ApplyBench { $0.clockSkew = 4000 }
    let declaration = try bench.declaration("time: {zone: \(zone), mode: manual, maxOffset: 2s}")
    let plan = try await bench.plan(declaration)
    #expect(plan.steps.first?.act.change?.fields.last?.path == "time.maxOffset")
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .done, "\(result.message)")
    let shown = try #require(bench.recorder.text(at: "/ISAPI/System/time", "localTime"))
    let again = try await bench.plan(declaration)
    #expect(again.steps.isEmpty, "\(shown)")
    #expect(again.remarks.isEmpty)
    let writes = bench.recorder.log.writes
    _ = try await bench.converge(declaration)
    #expect(bench.recorder.log.writes == writes)
  }

  private static let cameras = """
    cameras:
      - {channel: 1, name: entrance, protocol: hikvision, address: 10.20.30.21, port: 8000, username: admin, password: {env: NVR}}
    verify: {camerasOnline: all}
    """

  private func bench(answers password: String) throws -> ApplyBench {
    try ApplyBench { $0.cameras = [SimulatedCamera(at: "10.20.30.21", password: password, serial: "0000007701")] }
  }

  @Test func `declared cameras are waited for until they are online`() async throws {
    let bench = try bench(answers: ApplyBench.password.reveal())
    let result = try await bench.converge(try bench.declaration(Self.cameras))
    #expect(result.status == .done, "\(result.message)")
    #expect(result.done.last?.facts.contains("1 camera online") == true)
  }

  @Test func `a camera that stays offline fails the verification and is named`() async throws {
    let bench = try bench(answers: "another-1")
    let result = try await bench.converge(try bench.declaration(Self.cameras))
    #expect(result.status == .notVerified, "\(result.message)")
    #expect(result.message.contains("channel 1"))
  }
}
