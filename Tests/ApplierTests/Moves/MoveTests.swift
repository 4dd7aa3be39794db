import Applier
import FoundationEssentials
import Host
import ISAPI
import Planner
import Simulator
import Synchronization
import Testing
import XML

@Suite struct MoveTests {
  @Test(arguments: [MoveKind.address, .prefix, .gateway, .dhcp, .fixed])
  func `an address that changes needs a second way in when it is planned`(_ kind: MoveKind) async throws {
    let stage = try await MoveStage(kind, hearing: false)
    #expect(stage.plan.openGates.map(\.name) == ["second way in"])
    #expect(stage.plan.exitStatus == .refused)
    let result = try await stage.apply()
    #expect(result.status == .refused, "\(result.message)")
    #expect(stage.bench.recorder.log.writes == 0)
  }

  @Test func `a second way in that is gone when the plan is applied stops it before anything is sent`() async throws {
    var bench = try ApplyBench()
    let declaration = try bench.declaration(MoveKind.address.spec)
    let plan = try await bench.plan(declaration)
    #expect(plan.gates.first { $0.name == "second way in" }?.evidence == "SADP, same segment: it answers")
    bench.hearsAnnouncements = false
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .refused, "\(result.message)")
    #expect(result.message.contains("cut the only way in"))
    #expect(bench.recorder.log.writes == 0)
  }

  @Test func `another listed address at which the same serial answers is a second way in`() async throws {
    var bench = try ApplyBench()
    bench.hearsAnnouncements = false
    bench.network.forward("203.0.113.7", to: bench.recorder)
    let declaration = try bench.declaration(
      MoveKind.address.spec, at: "https://10.20.30.10, https://203.0.113.7")
    let plan = try await bench.plan(declaration)
    #expect(
      plan.gates.first { $0.name == "second way in" }?.evidence == "the same serial answers at https://203.0.113.7")
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.binding.address == "10.20.30.40")
  }

  @Test func `the protocol in use is not closed where no other is proved`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("services: {https: {enabled: false}}")
    let plan = try await bench.plan(declaration)
    #expect(plan.openGates.map(\.name) == ["other protocol"])
    #expect(try await bench.apply(plan, declaration).status == .refused)
    #expect(bench.recorder.log.writes == 0)
  }

  @Test func `the protocol in use is closed where the manifest names another that answers`() async throws {
    let bench = try ApplyBench()
    let result = try await bench.converge(
      try bench.declaration("services: {https: {enabled: false}}", at: "https://10.20.30.10, http://10.20.30.10"))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.binding.https == nil)
  }

  @Test func `HTTP is not closed for an HTTPS that is only switched on with it`() async throws {
    let bench = try ApplyBench { $0.edits = [DocumentEdit(MoveKind.access + "/3", "enabled", "false")] }
    let declaration = try bench.declaration(
      "services: {http: {enabled: false}, https: {enabled: true}}", at: "http://10.20.30.10, https://10.20.30.10")
    let plan = try await bench.plan(declaration)
    #expect(plan.openGates.map(\.name) == ["other protocol"])
    #expect(plan.openGates.first?.evidence.contains("https://HOST") == true)
  }

  @Test func `the port behind a forwarded one is not changed where that is the only way`() async throws {
    let bench = try ApplyBench()
    bench.network.forward("203.0.113.7", to: bench.recorder, ports: (outer: 10443, inner: 443))
    let spec = "services: {https: {enabled: true, port: 8443}}"
    let alone = try bench.declaration(spec, at: "https://203.0.113.7:10443")
    let plan = try await bench.plan(alone)
    #expect(plan.openGates.map(\.name) == ["forwarded port"])
    #expect(try await bench.apply(plan, alone).status == .refused)
    let both = try bench.declaration(spec, at: "https://203.0.113.7:10443, http://10.20.30.10")
    let result = try await bench.converge(both)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.binding.https == 8443)
  }

  @Test(arguments: [("allow", false), ("allow", true), ("deny", true), ("deny", false)])
  func `an address filter is switched on where it lets this machine in`(_ type: String, _ isListed: Bool) async throws {
    let bench = try ApplyBench(.b) { seed in
      let host = isListed ? "10.20.30.5" : "10.20.30.6"
      seed.documents[MoveKind.filter] = XMLElement("IPFilter") {
        XMLElement("enabled", text: "false")
        XMLElement("permissionType", text: type)
        XMLElement("IPFilterAddressList") {
          XMLElement("IPFilterAddress") {
            XMLElement("id", text: "1")
            XMLElement("addressFilterType", text: "mask")
            XMLElement("AddressMask") { XMLElement("ipAddress", text: host) }
          }
        }
      }
    }
    let declaration = try bench.declaration(MoveKind.addressFilter.spec)
    let plan = try await bench.plan(declaration)
    let isIn = isListed == (type == "allow")
    #expect(plan.openGates.map(\.name) == (isIn ? [] : ["own address"]))
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == (isIn ? .done : .refused), "\(result.message)")
    #expect(bench.recorder.text(at: MoveKind.filter, "enabled") == String(isIn))
  }

  @Test func `a new port that nothing gets through to is given up through the old one while that is open`() async throws
  {
    var kind = MoveKind.port
    kind.adjust = { $0.behavior.keepsOldPorts = true }
    let stage = try await MoveStage(kind, .blockedForGood)
    let result = try await stage.apply()
    #expect(result.status == .rolledBack, "\(result.message)")
    #expect(stage.isAsBefore)
  }

  @Test func `a certificate that changes on the way is not believed, and both keys are named`() async throws {
    var kind = MoveKind.port
    kind.addresses = "https://10.20.30.10, http://10.20.30.10"
    let stage = try await MoveStage(kind, .newCertificate)
    let before = stage.bench.recorder.fingerprint
    let result = try await stage.apply()
    #expect(result.status == .rolledBack, "\(result.message)")
    #expect(stage.isAsBefore)
    #expect(result.message.contains(before))
    #expect(result.message.contains(stage.bench.recorder.fingerprint))
  }

  @Test func `a certificate that changed since the plan is refused, and both keys are named`() async throws {
    let stage = try await MoveStage(.port)
    let before = stage.bench.recorder.fingerprint
    stage.bench.recorder.replaceCertificate()
    let result = try await stage.apply()
    #expect(result.status == .refused, "\(result.message)")
    #expect(result.message.contains(before))
    #expect(result.message.contains(stage.bench.recorder.fingerprint))
    #expect(result.wayOut.contains("pin.json"), "\(result.wayOut)")
  }

  @Test func `somebody who asks for an end of the watch gets it within one request, and a run that goes on`()
    async throws
  {
    let stage = try await MoveStage(.address, .blockedForGood)
    let start = stage.bench.clock.now
    let result = try await stage.apply(stoppingAfter: 30)
    #expect(result.status == .partlyApplied, "\(result.message)")
    #expect(stage.bench.clock.now.timeIntervalSince(start) < 75)
    #expect(stage.bench.recorder.binding.address == "10.20.30.40")
    stage.bench.network.unblock()
    let resumed = try await stage.takeUp()
    #expect(resumed.status == .done, "\(resumed.message)")
  }

  @Test func `the journal holds no document, and the ones that bring the old settings back stand beside it`()
    async throws
  {
    let stage = try await MoveStage(.address)
    _ = try await stage.apply()
    let run = try stage.bench.onlyRun()
    let names = try stage.bench.store.list("runs/\(run.id)/before")
    #expect(names == ["1_ISAPI_System_Network_interfaces_1.xml"])
    #expect(!(try stage.bench.journals.contains("<NetworkInterface")))
  }
}
