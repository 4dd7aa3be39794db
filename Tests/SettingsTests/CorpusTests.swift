import ISAPI
import Settings
import TestSupport
import Testing
import XML

/// Answers of real recorders: what they hold is read, and what is written into them leaves the rest alone.
@Suite(.enabled(if: FixtureCorpus.isPresent, "not present")) struct CorpusTests {
  @Test func `zones of real recorders are read`() throws {
    let zones = try Self.documents(of: Clock.self).compactMap { $0.text(at: "timeZone") }
    try #require(!zones.isEmpty)
    let desired = try SpecText("{time: {zone: Europe/Oslo}}").desired(of: Clock.self)
    for document in try Self.documents(of: Clock.self) {
      let findings = Clock.compare(desired, with: Self.snapshot([Clock.endpoint: document]))
      let before = ContractCase.changes(findings)?.flatMap(\.fields).compactMap(\.before) ?? []
      #expect(before.allSatisfy { $0.hasPrefix("UTC") }, "\(before)")
    }
  }

  @Test func `channels of real recorders are told apart, and a new name changes one text`() throws {
    let lists = try Self.documents(of: Cameras.list)
    try #require(lists.count >= 3)
    for list in lists {
      for item in Cameras.liveItems(in: list) {
        let desired = try SpecText("{cameras: [{channel: \(item.identity), name: \"nvrctl test\"}]}")
          .desired(of: Cameras.self)
        let live = Self.snapshot([Cameras.list: list])
        let change = try #require(ContractCase.changes(Cameras.compare(desired, with: live))?.first)
        #expect(change.fields.map(\.before) == [item.element.text(at: "name")])
        let request = try #require(try Cameras.requests(for: change, on: live, secrets: ContractCase.secrets).first)
        var sent = try XMLDocument(parsing: request.body).root
        sent.setText(item.element.text(at: "name") ?? "", at: "name")
        #expect(sent.children == item.element.children)
      }
    }
  }

  @Test func `ports of real devices are found by protocol`() throws {
    let lists = try Self.documents(of: AccessPorts.endpoint)
    try #require(lists.count >= 3)
    let desired = try SpecText("{services: {http: {enabled: true}, rtsp: {port: 20554}, sdk: {enabled: true}}}")
      .desired(of: AccessPorts.self)
    // A terminal at a door has no streams.
    for list in lists where list.markup.contains("RTSP") {
      let live = Self.snapshot([AccessPorts.endpoint: list])
      let change = try #require(ContractCase.changes(AccessPorts.compare(desired, with: live))?.first)
      #expect(change.fields.contains { $0.path == "services.rtsp.port" && $0.before != nil })
      let requests = try AccessPorts.requests(for: change, on: live, secrets: ContractCase.secrets)
      let after = try live.after(requests)
      #expect(ContractCase.changes(AccessPorts.compare(desired, with: after)) == [])
    }
  }

  @Test func `interfaces, time servers and mail of real recorders are read and written`() throws {
    try Self.converges(NTP.self, NTP.endpoint, "{time: {ntp: [10.20.30.1], ntpInterval: 24h}}")
    try Self.converges(Email.self, Email.endpoint, "{services: {email: {enabled: false}}}")
    for list in try Self.documents(of: "/ISAPI/System/Network/interfaces")
    where list.localName == "NetworkInterfaceList" {
      let interface = try #require(list.child("NetworkInterface"))
      let live = Self.snapshot([NetworkInterface.endpoint: interface])
      guard interface.text(at: "IPAddress/subnetMask") != nil else { continue }
      let desired = try SpecText(
        "{network: {address: 10.20.30.10/24, gateway: 10.20.30.1, dns: [10.20.30.1, 10.20.30.2]}}"
      )
      .desired(of: NetworkInterface.self)
      let changes = try #require(ContractCase.changes(NetworkInterface.compare(desired, with: live)))
      let after = try changes.reduce(live) {
        try $0.after(NetworkInterface.requests(for: $1, on: $0, secrets: ContractCase.secrets))
      }
      #expect(ContractCase.changes(NetworkInterface.compare(desired, with: after)) == [])
    }
  }

  private static func converges(_ setting: any Setting.Type, _ endpoint: Endpoint, _ text: String) throws {
    let desired = try SpecText(text).desired(of: setting)
    for document in try documents(of: endpoint) {
      let live = snapshot([endpoint: document])
      let changes = try #require(ContractCase.changes(setting.compare(desired, with: live)))
      let after = try changes.reduce(live) {
        try $0.after(setting.requests(for: $1, on: $0, secrets: ContractCase.secrets))
      }
      let left = ContractCase.changes(setting.compare(desired, with: after))
      #expect(left == [])
    }
  }

  private static func documents(of setting: any DocumentSetting.Type) throws -> [XMLElement] {
    try documents(of: setting.endpoint)
  }

  /// The roots recorded for a resource on devices.
  private static func documents(of endpoint: Endpoint) throws -> [XMLElement] {
    let name = "/" + endpoint.path.dropFirst().replacing("/", with: "_") + ".xml"
    return try FixtureCorpus.documents(withExtension: "xml")
      .filter { $0.name.hasPrefix("devices/") && $0.name.hasSuffix(name) }
      .map { try XMLDocument(parsing: $0.bytes).root }
  }

  private static func snapshot(_ documents: [Endpoint: XMLElement]) -> DeviceSnapshot {
    DeviceSnapshot(
      identity: DeviceIdentity(serial: "", model: "", mac: "", firmware: "", firmwareReleased: ""),
      readings: documents.mapValues { .document(XMLDocument(root: $0)) })
  }
}
