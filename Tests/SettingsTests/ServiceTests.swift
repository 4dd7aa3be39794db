import ISAPI
import Settings
import Testing
import XML

@Suite struct ServiceTests {
  @Test func `a service that is kept several times is off when all of them are`() throws {
    var live = try FactoryRecorder.b.snapshot
    var list = try #require(live[DDNS.endpoint])
    for id in ["2", "3"] {
      var other = try #require(list.root.child("DDNS"))
      other.setText(id, at: "id")
      list.root.append(other)
    }
    list.root.setText("false", at: "DDNS/enabled")
    live.readings[DDNS.endpoint] = .document(list)
    let off = try SpecText("{services: {ddns: {enabled: false}}}").desired(of: DDNS.self)
    let change = try #require(ContractCase.changes(DDNS.compare(off, with: live))?.first)
    let requests = try DDNS.requests(for: change, on: live, secrets: ContractCase.secrets)
    #expect(requests.map(\.endpoint) == [DDNS.endpoint.item("2"), DDNS.endpoint.item("3")])
    #expect(ContractCase.changes(DDNS.compare(off, with: try live.after(requests))) == [])
    let on = try SpecText("{services: {ddns: {enabled: true}}}").desired(of: DDNS.self)
    #expect(ContractCase.changes(DDNS.compare(on, with: live)) == [])
  }

  @Test func `a service whose flag says no is not even read`() throws {
    let live = try FactoryRecorder.a.snapshot
    let off = try Self.desired(FTP.self, false)
    #expect(FTP.resources(for: off, on: live).isEmpty)
    #expect(
      FTP.compare(off, with: live) == [
        .notApplicable(
          paths: ["services.ftp.enabled"],
          reason: "DS-7608NI-TEST has no FTP upload: its capabilities say  isSupportFtp: false")
      ])
    #expect(
      FTP.origin(ofLacking: "services.ftp.enabled", on: live)
        == .capabilities("SysCap/NetworkCap/isSupportFtp", says: "false"))
    #expect(ContractCase.changes(FTP.compare(try Self.desired(FTP.self, true), with: live)) == nil)
  }

  @Test func `a flag that is missing does not make a service pass for off`() throws {
    var live = try FactoryRecorder.a.snapshot
    live.readings[.capabilities] = .document(XMLDocument(root: XMLElement("DeviceCap")))
    let off = try Self.desired(UPnP.self, false)
    #expect(UPnP.resources(for: off, on: live) == [UPnP.endpoint])
    #expect(ContractCase.changes(UPnP.compare(off, with: live))?.count == 1)
  }

  @Test func `the address filter is asked for where its flag is missing, and gone where the recorder says no`() throws {
    let off = try Self.desired(IPFilter.self, false)
    for recorder in [FactoryRecorder.a, .b] {
      #expect(IPFilter.resources(for: off, on: try recorder.snapshot) == [IPFilter.endpoint])
    }
    var live = try FactoryRecorder.a.snapshot
    live.readings[IPFilter.endpoint] = .absent(status: 403, subStatus: "notSupport")
    #expect(
      IPFilter.compare(off, with: live) == [
        .notApplicable(
          paths: ["services.ipFilter.enabled"],
          reason: "DS-7608NI-TEST has no IP filter: its capabilities do not list isSupportIPFilter")
      ])
  }

  @Test(
    arguments: [
      ("allow", ["10.20.30.5"], true), ("allow", [], false), ("deny", [], true), ("deny", ["10.20.30.5"], false),
      ("allow", ["10.20.30.5", ""], nil), ("other", ["10.20.30.5"], nil),
    ] as [(String, [String], Bool?)])
  func `an address filter lets in whom its list names, or all others`(
    _ type: String, _ listed: [String], _ isAdmitted: Bool?
  ) {
    let filter = XMLElement("IPFilter") {
      XMLElement("enabled", text: "false")
      XMLElement("permissionType", text: type)
      XMLElement("IPFilterAddressList") {
        for host in listed {
          XMLElement("IPFilterAddress") { XMLElement("AddressMask") { XMLElement("ipAddress", text: host) } }
        }
      }
    }
    #expect(IPFilter.admits("10.20.30.5", in: filter) == isAdmitted)
    #expect(IPFilter.admits("recorder.example", in: filter) == nil)
  }

  @Test func `SNMP is off when every version is`() throws {
    let live = try FactoryRecorder.a.snapshot
    let change = try #require(
      ContractCase.changes(SNMP.compare(try Self.desired(SNMP.self, false), with: live))?.first)
    let after = try live.after(SNMP.requests(for: change, on: live, secrets: ContractCase.secrets))
    let document = try #require(after[SNMP.endpoint]?.root)
    for version in ["SNMPv1c", "SNMPv2c", "SNMPAdvanced"] {
      #expect(document.text(at: [version, "enabled"]) == "false")
    }
    #expect(document.text(at: "SNMPv1c/readCommunity") == "public")
  }

  @Test func `ONVIF is switched by itself, and ISAPI stays on`() throws {
    let live = try FactoryRecorder.b.snapshot
    let change = try #require(
      ContractCase.changes(ONVIF.compare(try Self.desired(ONVIF.self, false), with: live))?.first)
    let after = try live.after(ONVIF.requests(for: change, on: live, secrets: ContractCase.secrets))
    #expect(after[ONVIF.endpoint]?.root.text(at: "ONVIF/enable") == "false")
    #expect(after[ONVIF.endpoint]?.root.text(at: "ISAPI/enable") == "true")
  }

  @Test func `a document that is answered with 403 counts as off`() throws {
    let live = try FactoryRecorder.b.snapshot
    #expect(
      Telnet.compare(try Self.desired(Telnet.self, false), with: live) == [
        .notApplicable(
          paths: ["services.telnet.enabled"],
          reason: "DS-7608NI-TEST has no Telnet: it answers 403 notSupport for /ISAPI/System/Network/telnetd")
      ])
    #expect(
      Telnet.origin(ofLacking: "services.telnet.enabled", on: live)
        == .answer(Telnet.endpoint, says: "403 notSupport"))
  }

  @Test func `a document of another kind tells nothing, and an empty list tells that there is none`() throws {
    var live = try FactoryRecorder.a.snapshot
    let off = try Self.desired(DDNS.self, false)
    live.readings[DDNS.endpoint] = .document(XMLDocument(root: XMLElement("DDNSList")))
    #expect(
      DDNS.compare(off, with: live) == [
        .notApplicable(paths: ["services.ddns.enabled"], reason: "the recorder lists no DDNS")
      ])
    live.readings[DDNS.endpoint] = .document(XMLDocument(root: XMLElement("html")))
    #expect(ContractCase.changes(DDNS.compare(off, with: live)) == nil)
  }

  private static func desired(_ service: any Setting.Type, _ isOn: Bool) throws -> DesiredSetting {
    try SpecText("{services: {\(service.key): {enabled: \(isOn)}}}").desired(of: service)
  }
}
