import FoundationEssentials
import ISAPI
import Planner
import Settings
import TestSupport
import Testing

@Suite struct ResetTests {
  @Test func `a full reset puts its chain and the address in front of every declared setting`() throws {
    let plan = try Plan(for: .sample(.reset(.full)))
    #expect(plan.mode == .resetFull)
    #expect(
      plan.steps.map(\.name) == [
        "backup", "reset full", "prove reset", "activate", "network", "deviceName", "ntp", "clock", "upnp",
        "restart", "verify",
      ])
    #expect(plan.steps[4].act.word == "address")
    #expect(plan.steps.prefix(5).map(\.dependsOn) == [[], [1], [2], [3], [4]])
    #expect(plan.steps[5].dependsOn == [5])
  }

  @Test func `settings behind a reset are planned even where the recorder has them now`() throws {
    let declaration = try SampleDeclaration.of("time: {ntp: [pool.ntp.org]}")
    let plan = try Plan(for: .sample(.reset(.full), declaration: declaration))
    let change = try #require(plan.steps.first { $0.name == "ntp" }?.act.change)
    #expect(change.fields == [FieldChange(path: "time.ntp", before: nil, after: "pool.ntp.org")])
    #expect(plan.summary.write == plan.steps.compactMap(\.act.change).reduce(0) { $0 + $1.fields.count })
    #expect(plan.summary.reset == 1)
  }

  @Test func `a basic reset keeps network and users and activates nothing`() throws {
    let plan = try Plan(for: .sample(.reset(.basic)))
    #expect(plan.mode == .resetBasic)
    #expect(!plan.steps.contains { $0.act == .activate })
    #expect(plan.steps.suffix(3).map(\.name) == ["network", "restart", "verify"])
    #expect(plan.gates.map(\.name) == ["identity", "backup", "second way in", "login budget", "footage"])
  }

  @Test func `the previous password is replaced behind a reset that may keep it`() throws {
    let snapshot = try SampleRecorder.snapshot(login: .previous)
    for scope in ResetScope.allCases {
      let plan = try Plan(for: .sample(.reset(scope), snapshot: snapshot))
      #expect(plan.steps.contains { $0.act.word == "rotatePassword" })
    }
  }

  @Test(arguments: [PlanRequest.Goal.inPlace, .reset(.full), .reset(.basic)])
  func `an inactive recorder is activated and provisioned, whatever was asked for`(_ goal: PlanRequest.Goal) throws {
    var request = try PlanRequest.sample(goal)
    request.finding = .inactive(at: DeviceAddress(.http, "192.168.1.64"))
    let plan = try Plan(for: request)
    #expect(plan.mode == .provision)
    #expect(plan.steps.prefix(2).map(\.act.word) == ["activate", "address"])
    #expect(!plan.steps.contains { $0.act == .reset })
    #expect(plan.openGates == [])
    #expect(plan.binding.fields == [:])
  }

  @Test func `a manifest that forbids resets is obeyed`() throws {
    var declaration = try SampleDeclaration.of()
    declaration.reset = .never
    let request = try PlanRequest.sample(.reset(.full), declaration: declaration)
    let refusal = #expect(throws: PlanRefused.self) { try Plan(for: request) }
    #expect(refusal?.reason.contains("reset: never") == true)
  }

  @Test func `the loss of footage waits for a person, with figures`() throws {
    let plan = try Plan(for: .sample(.reset(.full)))
    let gate = try #require(plan.gates.first { $0.name == "footage" })
    #expect(gate.state == .needsAcceptance)
    #expect(gate.evidence == "2025-10-09 .. 2026-01-31, 1 disk, 2.0 TB")
    #expect(gate.condition.contains("protected"))
    #expect(plan.openGates.map(\.name) == ["footage"])
  }

  @Test func `a reset without another way in is blocked and says what to add`() throws {
    var declaration = try SampleDeclaration.of()
    declaration.addresses = [SampleRecorder.address]
    let plan = try Plan(for: .sample(.reset(.full), declaration: declaration))
    let gate = try #require(plan.gates.first { $0.name == "second way in" })
    #expect(gate.state == .unmet)
    #expect(gate.evidence == "none: add 192.168.1.64 to connect.addresses")
    #expect(plan.exitStatus == .refused)
  }

  @Test func `a recorder on this machine needs no second way in`() throws {
    var declaration = try SampleDeclaration.of()
    declaration.addresses = [DeviceAddress(.http, "127.0.0.64", port: 18080)]
    var request = try PlanRequest.sample(.reset(.full), declaration: declaration)
    request.finding = .active(try SampleRecorder.snapshot(), at: declaration.addresses[0])
    #expect(try Plan(for: request).openGates.map(\.name) == ["footage"])
  }

  @Test(arguments: [(true, Gate.State.unmet), (false, .met)])
  func `the default address must be free`(_ answers: Bool, _ state: Gate.State) throws {
    var survey = ResetSurvey.complete
    survey.defaultAddress?.answers = answers
    let plan = try Plan(for: .sample(.reset(.full), survey: survey))
    #expect(plan.gates.first { $0.name == "default address" }?.state == state)
  }

  @Test(arguments: [(5, Gate.State.met), (4, .unmet), (0, .unmet)])
  func `three logins are always kept`(_ left: Int, _ state: Gate.State) throws {
    var survey = ResetSurvey.complete
    survey.triesLeft = left
    let plan = try Plan(for: .sample(.reset(.full), survey: survey))
    #expect(plan.gates.first { $0.name == "login budget" }?.state == state)
  }

  @Test func `a recorder that exports no configuration is not reset`() throws {
    var survey = ResetSurvey.complete
    survey.exportsConfiguration = false
    let plan = try Plan(for: .sample(.reset(.basic), survey: survey))
    #expect(plan.gates.first { $0.name == "backup" }?.state == .unmet)
  }
}
