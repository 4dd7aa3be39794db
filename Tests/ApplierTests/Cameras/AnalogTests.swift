import Applier
import Host
import ISAPI
import Planner
import Settings
import Simulator
import Testing
import XML

/// Digital video recorders: the first channels are sockets for cameras without a network (isapi.md 7.1).
@Suite struct AnalogTests {
  private static let inputs = "/ISAPI/System/Video/inputs/channels"

  private static func bench() throws -> ApplyBench {
    try CameraBench.make { seed in
      guard let model = RecorderModel("iDS-7204HUHI-M1") else { return }
      seed.profile = RecorderProfile(model: model, family: .a)
    }
  }

  @Test func `a rename goes to the list that holds the channel, and recording follows`() async throws {
    let bench = try Self.bench()
    let spec = CameraBench.spec(
      [
        "  - {channel: 1, name: entrance, record: {mode: motion}}", "  - {channel: 2, name: Camera 02}",
        CameraBench.declared(5, 1),
      ], "cameraDefaults: {protocol: hikvision, username: admin, password: {env: CAM}}\nverify: {camerasOnline: all}")
    let declaration = try bench.declaration(spec)
    let result = try await bench.converge(declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.text(at: Self.inputs + "/1", "name") == "entrance")
    #expect(bench.count(.put, Self.inputs + "/1") == 1)
    #expect(bench.count(.put, Self.inputs + "/2") == 0)
    #expect(bench.shownSerials == [5: CameraBench.serial(1)])
    #expect(
      bench.recorder.text(
        at: "/ISAPI/ContentMgmt/record/tracks/101",
        "TrackSchedule/ScheduleBlockList/ScheduleBlock/ScheduleAction/Actions/ActionRecordingMode") == "MOTION")
    #expect(result.done.last?.facts.contains("1 camera online") == true)
    try await bench.expectConverged(declaration)
  }

  @Test func `an analog input takes no address`() async throws {
    let bench = try Self.bench()
    let plan = try await bench.plan(try bench.declaration(CameraBench.spec([1: 1])))
    #expect(plan.impossible.first?.reason == "channel 1 is an analog input: its camera has no network")
  }

  @Test func `an analog input is never removed`() async throws {
    let bench = try Self.bench()
    let spec = CameraBench.spec(["  - {channel: 1, name: entrance}"], "unmanaged: {cameras: remove}")
    let plan = try await bench.plan(try bench.declaration(spec))
    #expect(plan.steps.compactMap(\.act.change).map(\.action) == [.change])
    #expect(plan.unmanaged.map(\.path) == ["cameras[2]", "cameras[3]", "cameras[4]"])
  }
}
