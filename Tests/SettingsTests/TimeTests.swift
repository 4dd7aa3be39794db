import Diagnostics
import ISAPI
import Settings
import Testing
import XML

@Suite struct TimeTests {
  @Test func `naming a server asks for it to be used`() throws {
    let desired = try SpecText("{time: {ntp: [10.20.30.1]}}").desired(of: Clock.self)
    #expect(desired.items.first?.fields.map(\.path) == ["time.mode"])
    #expect(desired.items.first?["time.mode"]?.value == .text("ntp"))
    #expect(desired.items.first?["time.mode"]?.range.start.column == 14)
  }

  @Test func `a mode that is written out wins over the one that is implied`() throws {
    let desired = try SpecText("{time: {ntp: [10.20.30.1], mode: manual}}").desired(of: Clock.self)
    #expect(desired.items.first?["time.mode"]?.value == .text("manual"))
  }

  @Test func `the zone is compared by meaning and shown by its distance from UTC`() throws {
    let change = try ClockOfTests.change("{time: {zone: Europe/Oslo}}")
    #expect(change.fields == [FieldChange(path: "time.zone", before: "UTC+08:00", after: "Europe/Oslo")])
    let same = try SpecText("{time: {zone: Asia/Singapore}}").desired(of: Clock.self)
    #expect(Clock.compare(same, with: try FactoryRecorder.a.snapshot) == [.same(item: nil, paths: ["time.zone"])])
  }

  @Test func `the time that was read is not sent back with mode manual`() throws {
    let sent = try ClockOfTests.sent("{time: {zone: Europe/Oslo}}")
    #expect(sent.text(at: "timeMode") == "manual")
    #expect(sent.child("localTime") == nil)
  }

  @Test func `with a server the document is sent whole`() throws {
    let sent = try ClockOfTests.sent("{time: {zone: Europe/Oslo, mode: ntp}}")
    #expect(sent.text(at: "timeMode") == "NTP")
    #expect(sent.text(at: "timeZone") == "CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00")
    #expect(sent.child("localTime") != nil)
    #expect(sent.attribute("xmlns") == "http://www.hikvision.com/ver20/XMLSchema")
  }

  @Test(arguments: [
    ("{time: {zone: Europe/Olso}}", "NVR0131", "did you mean \"Europe/Oslo\"?"),
    ("{time: {zone: europe/oslo}}", "NVR0131", "did you mean \"Europe/Oslo\"?"),
    ("{time: {zone: Africa/Cairo}}", "NVR0132", nil),
  ])
  func `a zone that is none, or that cannot be kept, is refused with the way out`(
    _ text: String, _ code: String, _ label: String?
  ) throws {
    let (desired, diagnostics) = try SpecText(text).decoded(by: Clock.self)
    #expect(desired == nil)
    #expect(diagnostics.map(\.code.text) == [code])
    #expect(diagnostics.first?.label == label)
  }

  @Test func `more servers than slots are impossible`() throws {
    let desired = try SpecText("{time: {ntp: [10.20.30.1, pool.ntp.org]}}").desired(of: NTP.self)
    guard case .impossible(_, let paths, let reason)? = NTP.compare(desired, with: try FactoryRecorder.a.snapshot).first
    else {
      Issue.record("two servers were taken")
      return
    }
    #expect(paths == ["time.ntp"])
    #expect(reason == "the recorder keeps one time server, and 2 are declared")
  }

  @Test func `an address takes the place of a name, and the rest of the server stays`() throws {
    let desired = try SpecText("{time: {ntp: [\"10.20.30.1:1123\"], ntpInterval: 24h}}").desired(of: NTP.self)
    let live = try FactoryRecorder.b.snapshot
    let change = try #require(ContractCase.changes(NTP.compare(desired, with: live))?.first)
    #expect(change.fields.map(\.before) == ["time.example.net", "1h"])
    #expect(change.fields.map(\.after) == ["10.20.30.1:1123", "1d"])
    let requests = try NTP.requests(for: change, on: live, secrets: ContractCase.secrets)
    #expect(requests.map(\.endpoint) == ["/ISAPI/System/time/ntpServers/1"])
    let server = try XMLDocument(parsing: try #require(requests.first).body).root
    #expect(
      server.elements.map(\.localName) == [
        "id", "addressingFormatType", "ipAddress", "portNo", "portType", "customPortNo", "synchronizeInterval",
      ])
    #expect(server.text(at: "portType") == "auto")
    #expect(server.text(at: "synchronizeInterval") == "1440")
  }

  @Test func `firmware without the list is asked for its only server`() throws {
    var live = try FactoryRecorder.a.snapshot
    let list = try #require(live[NTP.endpoint]?.root)
    live.readings[NTP.endpoint] = .absent(status: 403, subStatus: "notSupport")
    let desired = try SpecText("{time: {ntp: [10.20.30.1]}}").desired(of: NTP.self)
    let first: Endpoint = "/ISAPI/System/time/ntpServers/1"
    #expect(NTP.resources(for: desired, on: live).contains(first))
    let server = try #require(list.child("NTPServer"))
    live.readings[first] = .document(XMLDocument(root: server))
    let change = try #require(ContractCase.changes(NTP.compare(desired, with: live))?.first)
    let requests = try NTP.requests(for: change, on: live, secrets: ContractCase.secrets)
    #expect(requests.map(\.endpoint) == [first])
  }

  @Test(arguments: ["0m", "10081m", "8d", "60", "1w", "-5m", "01h", "60s"])
  func `an interval outside a minute to a week is refused`(_ text: String) throws {
    let (_, diagnostics) = try SpecText("{time: {ntpInterval: \(text)}}").decoded(by: NTP.self)
    #expect(diagnostics.count == 1)
  }

  @Test func `an empty list of servers is refused`() throws {
    let (_, diagnostics) = try SpecText("{time: {ntp: []}}").decoded(by: NTP.self)
    #expect(diagnostics.map(\.code.text) == ["NVR0133"])
  }
}

private enum ClockOfTests {
  static func change(_ text: String) throws -> SettingChange {
    let desired = try SpecText(text).desired(of: Clock.self)
    let findings = Clock.compare(desired, with: try FactoryRecorder.a.snapshot)
    return try #require(ContractCase.changes(findings)?.first)
  }

  static func sent(_ text: String) throws -> XMLElement {
    let requests = try Clock.requests(
      for: change(text), on: FactoryRecorder.a.snapshot, secrets: ContractCase.secrets)
    return try XMLDocument(parsing: try #require(requests.first).body).root
  }
}
