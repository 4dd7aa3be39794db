import Applier
import Host
import ISAPI
import Planner
import Settings
import Simulator
import Testing
import XML

/// Adding cameras, and what recorders have against it (isapi.md 7.2).
@Suite struct CameraAdditionTests {
  @Test func `the step waits for the camera and tells what came of it`() async throws {
    let bench = try CameraBench.make(cameras: 2) { $0.cameras[1].isReachable = false }
    let declaration = try bench.declaration(CameraBench.spec([1: 1, 2: 2]))
    let result = try await bench.converge(declaration)
    let facts = result.done.filter { $0.step.name.hasPrefix("camera") }.map(\.facts)
    #expect(facts.map { $0.contains("the camera is online") } == [true, false])
    #expect(facts.last?.contains("the camera is offline: it cannot be reached") == true)
    #expect(result.status == .notVerified)
    #expect(result.message.contains("channel 2: it cannot be reached"), "\(result.message)")
    #expect(!result.message.contains("channel 1"))
  }

  @Test func `a protocol that the recorder lists is taken in its spelling, another is refused with the list`()
    async throws
  {
    let bench = try CameraBench.make { $0.behavior.cameraProtocols += ["AXIS Q"] }
    let camera = "  - {channel: 1, address: \(CameraBench.address(1)), protocol: axis q, password: {env: CAM}}"
    let declaration = try bench.declaration(CameraBench.spec([camera]))
    let result = try await bench.converge(declaration)
    #expect(result.status == .done, "\(result.message)")
    let source = bench.recorder.document(at: "\(CameraBench.list)/1")?.child("sourceInputPortDescriptor")
    #expect(source?.text(at: "proxyProtocol") == "AXIS Q")
    #expect(source?.text(at: "managePortNo") == "80")
    try await bench.expectConverged(declaration)
    let other = camera.replacing("axis q", with: "vivotek").replacing("channel: 1", with: "channel: 2")
    let plan = try await bench.plan(
      try bench.declaration(CameraBench.spec([other.replacing(CameraBench.address(1), with: CameraBench.address(2))])))
    #expect(plan.impossible.map(\.reason) == ["the recorder has HIKVISION, ONVIF, PSIA, CUSTOM, AXIS Q"])
  }

  @Test func `a password that is too short for the protocol is refused before it is sent`() async throws {
    var bench = try CameraBench.make()
    bench.passwords["CAM"] = Secret("short-1")
    let result = try await bench.converge(try bench.declaration(CameraBench.spec([1: 1])))
    #expect(result.message.contains("onvif"), "\(result.message)")
    #expect(bench.recorder.log.writes == 0)
    bench.recorder.changeCameras { $0[0].password = "short-1" }
    let onvif = try bench.declaration(CameraBench.spec([CameraBench.declared(1, 1, "protocol: onvif")]))
    #expect(try await bench.converge(onvif).status == .done)
  }

  @Test func `a camera without a password is not added, and why is said`() async throws {
    let bench = try CameraBench.make()
    let camera = "  - {channel: 1, address: \(CameraBench.address(1))}"
    let plan = try await bench.plan(try bench.declaration(CameraBench.spec([camera])))
    #expect(plan.impossible.first?.reason.contains("without a password") == true)
  }

  @Test func `a recorder that chooses another channel is found out`() async throws {
    let bench = try CameraBench.make { $0.behavior.choosesChannel = true }
    let declaration = try bench.declaration(CameraBench.spec([3: 1]))
    let result = try await bench.converge(declaration)
    #expect(result.status != .done)
    #expect(result.message.contains("channel 1"), "\(result.message)")
    #expect(bench.count(.post, CameraBench.list) == 1)
  }

  @Test(arguments: [0, 1, 32])
  func `a size that is not the number of channels does no harm`(_ size: Int) async throws {
    let bench = try CameraBench.make(on: [2: 2, 7: 1]) { $0.behavior.channelListSize = size }
    let declaration = try bench.declaration(CameraBench.spec([2: 2, 5: 3, 7: 1]))
    #expect(try await bench.converge(declaration).status == .done)
    try await bench.expectConverged(declaration)
  }

  @Test func `two pictures of one camera are on two channels`() async throws {
    let bench = try CameraBench.make { $0.cameras[0].inputs = 2 }
    let cameras = [CameraBench.declared(1, 1), CameraBench.declared(2, 1, "input: 2")]
    let declaration = try bench.declaration(CameraBench.spec(cameras))
    let result = try await bench.converge(declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.shownSerials == [1: CameraBench.serial(1), 2: CameraBench.serial(1)])
    try await bench.expectConverged(declaration)
  }

  @Test func `a camera without an address is found by its serial`() async throws {
    let bench = try CameraBench.make()
    let camera = "  - {channel: 3, name: pier, serial: \(CameraBench.serial(2)), password: {env: CAM}}"
    let declaration = try bench.declaration(CameraBench.spec([camera]))
    let plan = try await bench.plan(declaration)
    #expect(
      plan.steps.compactMap(\.act.change).first?.wanted["cameras[].address"]?.value == .text(CameraBench.address(2)))
    #expect(try await bench.apply(plan, declaration).status == .done)
    #expect(bench.shownSerials == [3: CameraBench.serial(2)])
    try await bench.expectConverged(declaration)
    let nobody = camera.replacing(CameraBench.serial(2), with: CameraBench.serial(9)).replacing(
      "channel: 3", with: "channel: 4")
    let missing = try await bench.plan(try bench.declaration(CameraBench.spec([nobody])))
    #expect(missing.impossible.first?.reason.hasPrefix("the recorder finds no camera with this serial") == true)
  }

  @Test(arguments: Family.allCases)
  func `a password that the camera refuses is written once, and only the declared one`(_ family: Family) async throws {
    let bench = try CameraBench.make(family, on: [1: 1, 2: 2])
    let declaration = try bench.declaration(CameraBench.spec([1: 1, 2: 2]))
    #expect(try await bench.converge(declaration).status == .done)
    try await bench.expectConverged(declaration)
    let old = try CameraBench.make(family, on: [1: 1]) { seed in
      seed.channels[0].password = Secret("Forgotten-1")
    }
    let wanted = try old.declaration(CameraBench.spec([1: 1]).replacing("cam1", with: "Camera 01"))
    let plan = try await old.plan(wanted)
    #expect(plan.steps.compactMap(\.act.change).map(\.action) == [.rotate])
    #expect(plan.summary.rotate == 1)
    let result = try await old.apply(plan, wanted)
    #expect(result.status == .done, "\(result.message)")
    #expect(old.recorder.hasPassword(Secret(CameraBench.password), forChannel: 1))
    #expect(old.count(.put, CameraBench.list + "/1") == 1)
    try await old.expectConverged(wanted)
  }

  @Test func `a declared password that is wrong as well is tried once`() async throws {
    let bench = try CameraBench.make(on: [1: 1]) { seed in
      seed.cameras[0].password = "Nobody-knows-7"
    }
    let declaration = try bench.declaration(CameraBench.spec([1: 1]))
    let result = try await bench.converge(declaration)
    #expect(result.status != .done)
    #expect(result.message.contains("refuses the declared"), "\(result.message)")
    #expect(bench.count(.put, CameraBench.list + "/1") == 1)
  }

  @Test func `a plan that replaces the recorder's password names the cameras that have it too`() async throws {
    var bench = try CameraBench.make(on: [1: 1]) { seed in
      seed.password = Secret("Lakeside-2025")
      seed.cameras.append(.plugged(into: 3, serial: CameraBench.serial(7), password: "Lakeside-2025"))
    }
    bench.passwords["OLD"] = Secret("Lakeside-2025")
    let plan = try await bench.plan(try bench.declaration("cameras:\n  - {channel: 1, name: Camera 01}"))
    #expect(plan.steps.contains { if case .rotatePassword = $0.act { true } else { false } })
    #expect(plan.remarks.map(\.path) == ["cameras[3]"])
    #expect(plan.remarks.first?.text.hasPrefix("camera \"Camera 03\": plug and play gave it") == true)
  }

  @Test func `badly secured cameras are told of in the plan, and nothing is written for it`() async throws {
    let bench = try CameraBench.make(.b, on: [1: 1, 2: 2]) { seed in
      seed.cameras[0].password = "onlyletters"
      seed.channels[0].password = Secret("onlyletters")
    }
    let spec = "cameras:\n  - {channel: 1, name: Camera 01}\n  - {channel: 2, name: Camera 02}"
    let plan = try await bench.plan(try bench.declaration(spec))
    #expect(plan.steps.isEmpty)
    #expect(
      plan.remarks == [
        Plan.Remark(path: "cameras[1]", text: "camera \"Camera 01\": its password is weak", isWarning: true)
      ])
    #expect(try PlanFile.plans(in: PlanFile.bytes(of: [plan]), tool: ApplyBench.tool) == [plan])
  }
}
