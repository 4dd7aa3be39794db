import Diagnostics
import FoundationEssentials
import ISAPI
import Planner
import Settings
import TestSupport
import Testing

@Suite struct InPlaceTests {
  @Test func `what differs becomes steps, the least dangerous first, the network last`() throws {
    let plan = try Plan(for: .sample(snapshot: SampleRecorder.snapshot(login: .previous)))
    #expect(
      plan.steps.map(\.name) == [
        "deviceName", "ntp", "clock", "upnp", "rotate password", "network", "restart", "verify",
      ])
    #expect(plan.steps.map(\.number) == Array(1...8))
    #expect(plan.mode == .inPlace)
  }

  @Test func `a recorder that is as declared gets a plan without steps`() throws {
    let declaration = try SampleDeclaration.of("time: {ntp: [pool.ntp.org]}\nservices: {upnp: {enabled: true}}")
    let plan = try Plan(for: .sample(declaration: declaration))
    #expect(plan.steps == [])
    #expect(!plan.hasChanges)
    #expect(plan.exitStatus == .done)
    #expect(plan.cost == Plan.Cost(seconds: 0, reboots: 0, recordingGap: 0, logins: 0))
  }

  @Test func `every change knows where it was asked for, why, and how it is undone`() throws {
    let plan = try Plan(for: .sample())
    for step in plan.steps {
      guard step.act.change != nil else { continue }
      #expect(step.source?.file == "nvr-1.yaml")
      #expect(step.layer == "recorder nvr-1")
      #expect(step.reason == .differs)
      #expect(!step.undo.isEmpty)
      #expect(step.requests.allSatisfy { $0.hasPrefix("PUT /ISAPI/") } && !step.requests.isEmpty)
    }
  }

  @Test func `a change that keeps the address is no address step`() throws {
    let plan = try Plan(for: .sample())
    let network = try #require(plan.steps.first { $0.name == "network" })
    #expect(network.act.word == "setting")
  }

  @Test func `a change that moves the address is a step of its own behind all others`() throws {
    let declaration = try SampleDeclaration.of(
      "deviceName: riverside\nnetwork: {address: 10.20.30.11/24, gateway: 10.20.30.1}")
    let plan = try Plan(for: .sample(declaration: declaration))
    let move = try #require(plan.steps.first { $0.act.word == "address" })
    #expect(move.number == 2)
    #expect(move.dependsOn == [1])
    #expect(move.undo.contains("180 s"))
  }

  @Test func `a change of the address waits for a second way in`() throws {
    let declaration = try SampleDeclaration.of("network: {address: 10.20.30.11/24, gateway: 10.20.30.1}")
    var request = try PlanRequest.sample(declaration: declaration)
    let blocked = try Plan(for: request)
    #expect(blocked.openGates.map(\.name) == ["second way in"])
    #expect(blocked.exitStatus == .refused)
    request.survey.isAnnounced = true
    let heard = try Plan(for: request)
    #expect(heard.openGates == [])
    #expect(heard.gates.last?.evidence == "SADP, same segment: it answers")
    request.survey.ways = OtherWays(proved: [DeviceAddress(.http, "192.168.1.64")])
    #expect(try Plan(for: request).gates.last?.evidence == "the same serial answers at http://192.168.1.64")
  }

  @Test func `the account in use is not removed, however its name is written`() throws {
    let declaration = try SampleDeclaration.of("users: []\nunmanaged: {users: remove}")
    var request = try PlanRequest.sample(declaration: declaration)
    request.declaration.settings = request.declaration.settings.map { desired in
      var desired = desired
      if desired.setting == "users" { (desired.unmanaged, desired.spared) = (.remove, []) }
      return desired
    }
    request.declaration.account.username = "Viewer"
    let plan = try Plan(for: request)
    #expect(plan.openGates.map(\.name) == ["own account"])
  }

  @Test func `what is only wanted off and is not there changes nothing`() throws {
    let plan = try Plan(for: .sample())
    #expect(plan.notApplicable.flatMap(\.paths) == ["services.telnet.enabled"])
    #expect(plan.impossible == [])
  }

  @Test func `what is not applicable says why, and where that comes from`() throws {
    let declaration = try SampleDeclaration.of("services: {ipFilter: {enabled: false}, telnet: {enabled: false}}")
    let telnet: Endpoint = "/ISAPI/System/Network/telnetd"
    let plan = try Plan(
      for: .sample(declaration: declaration, snapshot: SampleRecorder.snapshot(changes: [telnet: nil])))
    #expect(
      plan.notApplicable.map(\.reason) == [
        "DS-7608NI-K2/8P has no Telnet: it answers 403 notSupport for /ISAPI/System/Network/telnetd",
        "DS-7608NI-K2/8P has no IP filter: its capabilities do not list isSupportIPFilter",
      ])
    #expect(plan.notApplicable.compactMap(\.origin?.kind) == [.answer, .capabilities])
    let text = try PlanFile.text(of: plan)
    #expect(text.contains("\"place\" : \"SysCap/NetworkCap/isSupportIPFilter\""))
  }

  @Test(arguments: [
    ("DS-2CD2146G2-ISU", "IPCamera", "a camera (DS-2CD2146G2-ISU)"),
    ("DS-K1A340FWX", "", "another device (DS-K1A340FWX)"),
  ])
  func `a device that is no recorder is planned for by its serial, and never reset`(
    _ model: String, _ type: String, _ words: String
  ) throws {
    var identity = SampleRecorder.identity
    identity.model = model
    let info = "<DeviceInfo><model>\(model)</model><deviceType>\(type)</deviceType></DeviceInfo>"
    let snapshot = try SampleRecorder.snapshot(identity: identity, changes: [.deviceInfo: info])
    #expect(throws: Never.self) { try Plan(for: .sample(snapshot: snapshot)) }
    var request = try PlanRequest.sample(snapshot: snapshot)
    request.goal = .reset(.full)
    #expect {
      try Plan(for: request)
    } throws: { error in
      (error as? PlanRefused)?.reason == "this is \(words), and only recorders are reset"
    }
  }

  @Test func `what is wanted on and is not there is refused`() throws {
    let declaration = try SampleDeclaration.of("services: {telnet: {enabled: true}}")
    let plan = try Plan(for: .sample(declaration: declaration))
    #expect(plan.impossible.flatMap(\.paths) == ["services.telnet.enabled"])
    #expect(plan.exitStatus == .refused)
  }

  @Test func `without a serial the plan can be seen and not be applied`() throws {
    let declaration = try SampleDeclaration.of(serial: nil)
    let plan = try Plan(for: .sample(declaration: declaration))
    #expect(plan.hasChanges)
    #expect(plan.openGates.map(\.name) == ["identity"])
    #expect(plan.openGates.first?.evidence.contains("identity.serial") == true)
    #expect(plan.exitStatus == .refused)
  }

  @Test func `the figures are those of the model`() throws {
    let plan = try Plan(for: .sample(snapshot: SampleRecorder.snapshot(login: .previous)))
    let summary = plan.summary
    let changes = plan.steps.compactMap(\.act.change)
    #expect(summary.change == changes.filter { $0.action == .change }.reduce(0) { $0 + $1.fields.count })
    #expect(summary.rotate == 1)
    #expect(summary.add + summary.destroy + summary.write + summary.reset == 0)
    #expect(summary.same == plan.sameCount)
    #expect(summary.notApplicable == 1)
  }

  @Test func `reading goes on in rounds until every document is there`() throws {
    let declaration = try SampleDeclaration.of()
    let whole = try SampleRecorder.snapshot()
    var known = DeviceSnapshot(identity: whole.identity, readings: [:])
    for endpoint in PlanReads.first { known.readings[endpoint] = whole.readings[endpoint] }
    var rounds = 0
    while true {
      let next = PlanReads.next(for: declaration.settings, on: known)
      if next.isEmpty { break }
      #expect(Set(next).count == next.count)
      rounds += 1
      for endpoint in next {
        known.readings[endpoint] = whole.readings[endpoint] ?? .absent(status: 404, subStatus: "")
      }
    }
    #expect(rounds <= 3)
    #expect(known.readings.count <= 12)
    #expect(known["/ISAPI/System/time"] != nil)
  }

  @Test func `an added item is one addition, a removed one is destroyed`() throws {
    var declaration = try SampleDeclaration.of(
      """
      users: [{name: guard, role: operator, password: {env: GUARD}}]
      cameras: [{channel: 4, name: gate, address: 10.20.30.24, password: {env: CAMERAS}}]
      """)
    for index in declaration.settings.indices where declaration.settings[index].setting == "users" {
      declaration.settings[index].unmanaged = .remove
    }
    let plan = try Plan(for: .sample(declaration: declaration))
    #expect(plan.steps.map(\.name).prefix(3) == ["user viewer", "user guard", "camera 4"])
    #expect(plan.steps.prefix(3).compactMap(\.act.change?.action) == [.remove, .add, .add])
    #expect(plan.steps.prefix(3).map(\.effect) == [.repeatable, .once, .once])
    #expect(plan.summary.add == 2)
    #expect(plan.summary.destroy == 1)
    #expect(plan.unmanaged.map(\.path) == ["cameras[1]", "cameras[2]", "cameras[5]"])
  }
}
