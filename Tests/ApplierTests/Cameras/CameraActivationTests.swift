import Applier
import Device
import Host
import ISAPI
import Planner
import Settings
import Simulator
import Testing
import XML

/// Cameras without an administrator get their first password through the recorder (isapi.md 7.7).
@Suite struct CameraActivationTests {
  private static let activate = "/ISAPI/ContentMgmt/InputProxy/channels/activate"

  private static func bench(
    _ family: Family = .a, on channels: [Int: Int] = [:], _ adjust: (inout RecorderSeed) -> Void = { _ in }
  ) throws -> ApplyBench {
    try CameraBench.make(family, cameras: 2, on: channels) { seed in
      seed.cameras[0].isActivated = false
      seed.cameras[0].password = ""
      adjust(&seed)
    }
  }

  @Test(arguments: Family.allCases)
  func `a new camera is activated with the declared password and then added`(_ family: Family) async throws {
    let bench = try Self.bench(family)
    let declaration = try bench.declaration(CameraBench.spec([1: 1, 2: 2]))
    let plan = try await bench.plan(declaration)
    let changes = plan.steps.compactMap(\.act.change)
    #expect(changes.map(\.action) == [.activate, .add, .add])
    #expect(plan.steps.first?.name == "activate camera 1")
    #expect(plan.steps.first?.effect == .once)
    #expect(plan.steps.first?.requests == ["PUT \(Self.activate)"])
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.count(.put, Self.activate) == 1)
    #expect(bench.recorder.cameras[0].password == CameraBench.password)
    #expect(bench.shownSerials == [1: CameraBench.serial(1), 2: CameraBench.serial(2)])
    let journals = try bench.journals
    #expect(!journals.contains(CameraBench.password))
    try await bench.expectConverged(declaration)
  }

  @Test func `one that is bound already is activated too`() async throws {
    let bench = try Self.bench(.b, on: [1: 1])
    let declaration = try bench.declaration(CameraBench.spec([1: 1]))
    let plan = try await bench.plan(declaration)
    #expect(plan.steps.compactMap(\.act.change).map(\.action) == [.activate, .change])
    #expect(plan.remarks.map(\.text).contains { $0.contains("it has no administrator") })
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .done, "\(result.message)")
  }

  @Test func `an inactive camera whose serial is not declared is refused with the reason`() async throws {
    let bench = try Self.bench()
    let spec = CameraBench.spec(["  - {channel: 1, address: \(CameraBench.address(1)), password: {env: CAM}}"])
    let declaration = try bench.declaration(spec)
    let plan = try await bench.plan(declaration)
    let reason = try #require(plan.impossible.first?.reason)
    #expect(reason.contains("has no administrator") && reason.contains(CameraBench.serial(1)))
    #expect(try await bench.apply(plan, declaration).status == .refused)
    #expect(bench.recorder.log.writes == 0)
  }

  @Test func `another camera at the declared address is neither activated nor added`() async throws {
    let bench = try Self.bench { $0.cameras[0].serial = CameraBench.serial(9) }
    let plan = try await bench.plan(try bench.declaration(CameraBench.spec([1: 1])))
    #expect(
      plan.impossible.map(\.reason) == ["another camera is at \(CameraBench.address(1)): \(CameraBench.serial(9))"])
  }

  @Test func `a recorder that activates no cameras says so`() async throws {
    let bench = try Self.bench(.b, on: [1: 1]) { $0.behavior.activatesCameras = false }
    let plan = try await bench.plan(try bench.declaration(CameraBench.spec([1: 1])))
    #expect(plan.impossible.first?.reason.contains("activate it first") == true)
  }

  @Test func `an activation without an answer is looked for and not sent again`() async throws {
    let bench = try Self.bench()
    let declaration = try bench.declaration(CameraBench.spec([1: 1]))
    let plan = try await bench.plan(declaration)
    bench.recorder.inject(Fault(.closeConnection, .afterEffect, on: .put, Self.activate))
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.count(.put, Self.activate) == 1)
  }

  @Test func `one that did not happen is repeated only by a new run`() async throws {
    let bench = try Self.bench()
    let declaration = try bench.declaration(CameraBench.spec([1: 1]))
    let plan = try await bench.plan(declaration)
    bench.recorder.inject(Fault(.closeConnection, .beforeEffect, on: .put, Self.activate))
    let cut = try await bench.apply(plan, declaration)
    #expect(cut.status != .done)
    #expect(bench.count(.put, Self.activate) == 1)
    #expect(!bench.recorder.cameras[0].isActivated)
    #expect(try await bench.converge(declaration).status == .done)
  }

  @Test(arguments: ["short-1", "seventeen-chars-1", "lettersonly", "with space 1", "Admin-pier-9", "Nimda-nimda"])
  func `a password that the camera would refuse is not sent`(_ password: String) async throws {
    var bench = try Self.bench()
    bench.passwords["CAM"] = Secret(password == "Nimda-nimda" ? "nimda" : password)
    let result = try await bench.converge(try bench.declaration(CameraBench.spec([1: 1])))
    #expect(result.status != .done)
    #expect(result.message.contains("password"))
    #expect(!result.message.contains(password))
    #expect(bench.recorder.log.writes == 0)
  }

  @Test func `a recorder that is set up anew activates its new cameras on the way`() async throws {
    let bench = try Self.bench { $0.behavior.defaultAddress = ApplyBench.home }
    let declaration = try bench.declaration(CameraBench.spec([1: 1, 2: 2]))
    let result = try await bench.converge(declaration, .reset(.full))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.count(.put, Self.activate) == 1)
    try await bench.expectConverged(declaration)
  }

  @Test func `what a search gives away is in no journal, and nowhere in a plan`() async throws {
    let bench = try Self.bench { $0.behavior.searchTellsPasswords = true }
    let declaration = try bench.declaration(CameraBench.spec([1: 1]))
    let plan = try await bench.plan(declaration)
    #expect(try !String(decoding: PlanFile.bytes(of: [plan]), as: UTF8.self).contains(CameraBench.password))
    _ = try await bench.apply(plan, declaration)
    #expect(try !bench.journals.contains(CameraBench.password))
    let credentials = Credentials(username: "admin", password: ApplyBench.password)
    let session = try await bench.gateway(declaration).session(at: declaration.addresses[0], as: credentials)
    let answer = try await session.send(.get(FoundCamera.search))
    let text = String(decoding: answer.body, as: UTF8.self)
    #expect(text.contains(CameraBench.serial(1)))
    #expect(!text.contains(CameraBench.password) && !text.contains("userName"))
  }
}
