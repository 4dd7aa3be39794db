import Applier
import Device
import Host
import ISAPI
import Planner
import Settings
import Simulator
import Testing
import XML

@Suite struct InPlaceTests {
  @Test func `a recorder that differs is brought to what is declared`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby\ntime: {zone: Europe/Oslo}")
    let result = try await bench.converge(declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.text(at: "/ISAPI/System/deviceInfo", "deviceName") == "lobby")
    #expect(result.writes == 2)
    #expect(result.done.map(\.step.name) == ["deviceName", "clock", "restart", "verify"])
  }

  @Test func `the second apply sends no write`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby\ntime: {zone: Europe/Oslo}")
    _ = try await bench.converge(declaration)
    let mark = bench.recorder.log.entries.count
    let result = try await bench.converge(declaration)
    #expect(result.status == .done)
    #expect(result.stepCount == 0)
    #expect(bench.recorder.log.since(mark).writes == 0)
  }

  @Test func `a field that moved since the plan is named, and nothing is sent`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby")
    let plan = try await bench.plan(declaration)
    bench.recorder.edit(DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "changed by hand"))
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .refused)
    #expect(result.message.contains("deviceName"))
    #expect(bench.recorder.log.writes == 0)
    #expect(result.run == nil)
  }

  @Test func `another device at the address is refused, and nothing is sent`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby")
    let plan = try await bench.plan(declaration)
    let model = try #require(RecorderModel("DS-7608NI-K2/8P"))
    let other = SimulatedRecorder(
      .activated(
        RecorderProfile(model: model, family: .a, shortSerial: "F99999999"), at: ApplyBench.home,
        password: ApplyBench.password), clock: bench.clock)
    bench.network.unplug(bench.recorder)
    bench.network.plugIn(other)
    try bench.gateway(declaration).forgetCertificate()
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .refused)
    #expect(result.message.contains("another device"))
    #expect(other.log.writes == 0)
  }

  @Test func `a plan is used once`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby")
    let plan = try await bench.plan(declaration)
    _ = try await bench.apply(plan, declaration)
    let mark = bench.recorder.log.entries.count
    let again = try await bench.apply(plan, declaration)
    #expect(again.status == .refused)
    #expect(again.message.contains("used"))
    #expect(bench.recorder.log.since(mark).entries.isEmpty)
  }

  @Test func `an expired plan and one of another version are refused before anything is asked`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby")
    let plan = try await bench.plan(declaration)
    let mark = bench.recorder.log.entries.count
    #expect(try await bench.apply(plan, declaration, tool: "2.0.0").status == .refused)
    bench.clock.advance(by: .seconds(5 * 3600))
    #expect(try await bench.apply(plan, declaration).status == .refused)
    #expect(bench.recorder.log.since(mark).entries.isEmpty)
  }

  @Test func `writes that need a restart share one`() async throws {
    let bench = try ApplyBench { $0.behavior.rebootRequired = ["/ISAPI/System/deviceInfo", "/ISAPI/System/time"] }
    let declaration = try bench.declaration("deviceName: lobby\ntime: {zone: Europe/Oslo}")
    let result = try await bench.converge(declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.log.entries(.put, "/ISAPI/System/reboot").count == 1)
    #expect(bench.recorder.text(at: "/ISAPI/System/deviceInfo", "deviceName") == "lobby")
  }

  @Test func `a busy recorder is asked again`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby")
    let plan = try await bench.plan(declaration)
    bench.recorder.inject(Fault(.busy, on: .put, "/ISAPI/System/deviceInfo", times: 2))
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.log.entries(.put, "/ISAPI/System/deviceInfo").count == 3)
  }

  @Test func `a value that is kept differently is named after three rounds`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby")
    let plan = try await bench.plan(declaration)
    bench.recorder.inject(
      Fault(.clamp(element: "deviceName", to: "lob"), on: .put, "/ISAPI/System/deviceInfo", times: nil))
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .partlyApplied)
    #expect(result.message.contains(#"deviceName is "lob", not "lobby""#), "\(result.message)")
    #expect(bench.recorder.log.entries(.put, "/ISAPI/System/deviceInfo").count == 3)
  }

  @Test func `a refused write changes nothing and says why`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby")
    let plan = try await bench.plan(declaration)
    bench.recorder.inject(
      Fault(.refusal(status: 403, code: 4, subStatus: "lowPrivilege"), on: .put, "/ISAPI/System/deviceInfo"))
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .failed)
    #expect(result.message.contains("the user may not do this"))
  }

  @Test func `an answer that was lost is settled by looking`() async throws {
    for moment in [Fault.Moment.beforeEffect, .afterEffect] {
      let bench = try ApplyBench()
      let declaration = try bench.declaration("deviceName: lobby")
      let plan = try await bench.plan(declaration)
      bench.recorder.inject(Fault(.closeConnection, moment, on: .put, "/ISAPI/System/deviceInfo"))
      let result = try await bench.apply(plan, declaration)
      #expect(result.status == .done, "\(moment): \(result.message)")
      #expect(bench.recorder.text(at: "/ISAPI/System/deviceInfo", "deviceName") == "lobby")
    }
  }

  @Test func `a recorder that goes away behind a write leaves an unknown outcome`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby")
    let plan = try await bench.plan(declaration)
    bench.recorder.inject(Fault(.closeConnection, .afterEffect, on: .put, "/ISAPI/System/deviceInfo"))
    bench.recorder.inject(Fault(.closeConnection, on: .get, "/ISAPI/System/deviceInfo", occurrence: 4, times: nil))
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .unknown, "\(result.message)")
  }

  @Test func `a stop between steps leaves the rest undone`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby\ntime: {zone: Europe/Oslo}")
    let plan = try await bench.plan(declaration)
    let recorder = bench.recorder
    let result = try await bench.apply(plan, declaration, stopping: { recorder.log.writes > 0 })
    #expect(result.status == .partlyApplied)
    #expect(result.done.count == 1)
    #expect(bench.recorder.log.writes == 1)
  }

  @Test func `a stop before the first step changes nothing`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby")
    let plan = try await bench.plan(declaration)
    #expect(try await bench.apply(plan, declaration, stopping: { true }).status == .interrupted)
    #expect(bench.recorder.log.writes == 0)
  }

  @Test func `the password is replaced once and used from then on`() async throws {
    var bench = try ApplyBench { $0.password = Secret("Sunset-1999") }
    bench.passwords = ["NVR": ApplyBench.password, "OLD": Secret("Sunset-1999")]
    let declaration = try bench.declaration("deviceName: lobby")
    let result = try await bench.converge(declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.hasPassword(ApplyBench.password, for: "admin"))
    #expect(bench.recorder.log.entries(.put, "/ISAPI/Security/users/1").count == 1)
  }

  @Test func `two runs on one recorder do not meet`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby")
    let plan = try await bench.plan(declaration)
    let lock = DeviceFolder(serial: declaration.identity.serial ?? "").lock
    let claim = LockClaim(subject: "it", owner: "somebody")
    let result = try await bench.store.withLock(lock, for: claim, clock: bench.clock) { _ in
      try await bench.apply(plan, declaration)
    }
    #expect(result.status == .refused)
    #expect(result.message.contains("somebody"))
  }
}
