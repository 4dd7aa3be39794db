import FoundationEssentials
import ISAPI
import Planner
import Settings
import TestSupport
import Testing

@Suite struct BindingTests {
  @Test func `nothing moved on a recorder that was left alone`() throws {
    let plan = try Plan(for: .sample())
    #expect(PlanCheck.moved(plan, against: try SampleRecorder.snapshot()) == [])
  }

  @Test func `a declared field that moved is named once, by its path`() throws {
    let plan = try Plan(for: .sample())
    let fresh = try SampleRecorder.snapshot(
      changes: SampleRecorder.document("/ISAPI/System/Network/UPnP", replacing: "true", with: "false"))
    #expect(PlanCheck.moved(plan, against: fresh) == ["services.upnp.enabled"])
  }

  @Test func `another element of a document that was read is named by its place`() throws {
    let plan = try Plan(for: .sample())
    let fresh = try SampleRecorder.snapshot(
      changes: SampleRecorder.document("/ISAPI/System/Network/UPnP", replacing: "recorder", with: "other"))
    #expect(PlanCheck.moved(plan, against: fresh) == ["/ISAPI/System/Network/UPnP name"])
  }

  @Test func `a document that is gone is named`() throws {
    let plan = try Plan(for: .sample())
    let fresh = try SampleRecorder.snapshot(changes: ["/ISAPI/System/Network/UPnP": nil])
    #expect(PlanCheck.moved(plan, against: fresh).contains("services.upnp.enabled"))
  }

  @Test func `the time of day is no change`() throws {
    let plan = try Plan(for: .sample())
    let fresh = try SampleRecorder.snapshot(
      changes: SampleRecorder.document("/ISAPI/System/time", replacing: "12:00:00+", with: "16:30:00+"))
    #expect(PlanCheck.moved(plan, against: fresh) == [])
  }

  @Test func `documents that only one side read do not count`() throws {
    let plan = try Plan(for: .sample())
    var fresh = try SampleRecorder.snapshot()
    fresh.readings["/ISAPI/System/Network/SIP"] = .absent(status: 403, subStatus: "notSupport")
    fresh.readings[.capabilities] = nil
    fresh.readings["/ISAPI/Security/users"] = nil
    #expect(!PlanCheck.moved(plan, against: fresh).contains { $0.hasPrefix("/") })
  }

  @Test func `no trace of a value that looks secret is kept`() throws {
    let snapshot = try SampleRecorder.snapshot(changes: [
      "/ISAPI/System/Network/SNMP":
        "<SNMP><SNMPv2c><enabled>true</enabled><readCommunity>public</readCommunity></SNMPv2c></SNMP>"
    ])
    let plan = try Plan(for: .sample(snapshot: snapshot))
    #expect(plan.binding.fields.keys.contains("/ISAPI/System/Network/SNMP SNMPv2c/enabled"))
    #expect(!plan.binding.fields.keys.contains { $0.lowercased().contains("community") })
  }

  @Test func `a plan holds for four hours`() throws {
    let plan = try Plan(for: .sample())
    #expect(!PlanCheck.isExpired(plan, at: PlanRequest.noon.addingTimeInterval(4 * 3600)))
    #expect(PlanCheck.isExpired(plan, at: PlanRequest.noon.addingTimeInterval(4 * 3600 + 1)))
  }

  @Test func `an item that came or went is named`() throws {
    let declaration = try SampleDeclaration.of(
      "cameras: [{channel: 1, name: entrance, address: 10.20.30.21, password: {env: CAMERAS}}]")
    let plan = try Plan(for: .sample(declaration: declaration))
    let fresh = try SampleRecorder.snapshot(
      changes: SampleRecorder.document(
        "/ISAPI/ContentMgmt/InputProxy/channels", replacing: "<id>5</id>", with: "<id>6</id>"))
    #expect(PlanCheck.moved(plan, against: fresh) == ["cameras[5]", "cameras[6]"])
  }
}
