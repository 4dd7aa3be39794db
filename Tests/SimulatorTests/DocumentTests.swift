import Host
import ISAPI
import Simulator
import Testing
import XML

@Suite struct DocumentTests {
  static let endpoints = [
    "/ISAPI/System/deviceInfo", "/ISAPI/System/capabilities", "/ISAPI/System/status", "/ISAPI/System/time",
    "/ISAPI/System/time/capabilities", "/ISAPI/System/time/ntpServers", "/ISAPI/System/time/ntpServers/1",
    "/ISAPI/System/Network/interfaces", "/ISAPI/System/Network/interfaces/1", "/ISAPI/Security/adminAccesses",
    "/ISAPI/System/Network/UPnP", "/ISAPI/System/Network/EZVIZ", "/ISAPI/System/Network/SNMP",
    "/ISAPI/System/Network/ssh", "/ISAPI/System/Network/mailing", "/ISAPI/System/Network/mailing/1",
    "/ISAPI/System/Network/DDNS", "/ISAPI/System/Network/DDNS/1", "/ISAPI/System/Network/PPPoE/1",
    "/ISAPI/System/Network/Integrate", "/ISAPI/System/Network/Ehome", "/ISAPI/System/logServer",
    "/ISAPI/Security/webCertificate", "/ISAPI/Security/users", "/ISAPI/Security/users/1",
    "/ISAPI/Security/userCheck", "/ISAPI/ContentMgmt/InputProxy/channels",
    "/ISAPI/ContentMgmt/InputProxy/channels/status", "/ISAPI/ContentMgmt/record/tracks",
    "/ISAPI/ContentMgmt/record/tracks/101", "/ISAPI/ContentMgmt/Storage", "/ISAPI/ContentMgmt/Storage/hdd/1",
    "/ISAPI/Security/capabilities", "/SDK/activateStatus",
  ]

  @Test(arguments: endpoints, Family.allCases)
  func `every resource answers with a document`(_ path: String, _ family: Family) async throws {
    let bench = try Bench(family)
    let response = try await bench.client.send(.get(Endpoint(path)))
    #expect(response.status == 200)
    let root = try XMLDocument(parsing: response.body).root
    #expect(root.attribute("version") != nil)
  }

  static let writable = [
    "/ISAPI/System/deviceInfo", "/ISAPI/System/time", "/ISAPI/System/time/ntpServers",
    "/ISAPI/System/time/ntpServers/1", "/ISAPI/System/Network/interfaces", "/ISAPI/System/Network/interfaces/1",
    "/ISAPI/System/Network/interfaces/1/ipAddress", "/ISAPI/Security/adminAccesses", "/ISAPI/Security/adminAccesses/3",
    "/ISAPI/System/Network/UPnP", "/ISAPI/System/Network/EZVIZ", "/ISAPI/System/Network/SNMP",
    "/ISAPI/System/Network/ssh", "/ISAPI/System/Network/mailing", "/ISAPI/System/Network/mailing/1",
    "/ISAPI/System/Network/DDNS", "/ISAPI/System/Network/DDNS/1", "/ISAPI/System/Network/PPPoE/1",
    "/ISAPI/System/Network/Integrate", "/ISAPI/System/Network/Ehome", "/ISAPI/System/logServer",
    "/ISAPI/Security/webCertificate", "/ISAPI/Security/users", "/ISAPI/Security/users/1",
    "/ISAPI/ContentMgmt/InputProxy/channels", "/ISAPI/ContentMgmt/InputProxy/channels/1",
    "/ISAPI/ContentMgmt/record/tracks", "/ISAPI/ContentMgmt/record/tracks/101",
  ]

  @Test(arguments: writable, Family.allCases)
  func `what was read can be written back and nothing changes`(_ path: String, _ family: Family) async throws {
    let bench = try Bench(family) { seed in
      seed.cameras = [CameraTests.yard]
      seed.channels = [SeedChannel(1, name: "yard", address: "10.20.30.21", password: Secret("C4mera-yard"))]
      seed.behavior.refusesOtherOrder = true
    }
    let before = try await bench.client.send(.get(Endpoint(path)))
    let status = try await bench.client.send(Request(.put, Endpoint(path), body: before.body)).deviceStatus
    #expect(status.statusCode == 1, "\(status)")
    #expect(try await bench.client.send(.get(Endpoint(path))).body == before.body)
    #expect(bench.recorder.hasPassword(Secret("Sunrise-44"), for: "admin"))
    #expect(bench.recorder.hasPassword(Secret("C4mera-yard"), forChannel: 1))
  }

  @Test func `a list that is refused half way through leaves nothing behind`() async throws {
    let bench = try Bench()
    let path = "/ISAPI/Security/adminAccesses"
    let before = bench.recorder.document(at: path)
    let status = try await bench.client.change(path) { list in
      list.modifyElements(named: "AdminAccessProtocol") { item in
        item.setText(item.text(at: "id") == "4" ? "1" : "5000", at: "portNo")
      }
    }
    #expect(status.subStatusCode == "badPort")
    #expect(bench.recorder.document(at: path) == before)
  }

  @Test(arguments: Family.allCases)
  func `the documents of a family have its namespace`(_ family: Family) async throws {
    let root = try await Bench(family).client.get("/ISAPI/System/deviceInfo")
    let namespace =
      family == .a ? "http://www.hikvision.com/ver20/XMLSchema" : "http://www.isapi.org/ver20/XMLSchema"
    #expect(root.attribute("xmlns") == namespace)
  }

  @Test(arguments: [(Family.a, 4), (.b, 7)])
  func `family A has four access protocols and family B seven`(_ family: Family, _ count: Int) async throws {
    let list = try await Bench(family).client.get("/ISAPI/Security/adminAccesses")
    #expect(list.elements.count == count)
    let repeats = list.elements.allSatisfy { $0.attribute("xmlns") != nil }
    #expect(repeats == (family == .a))
  }

  @Test func `device management has no switch on family A`() async throws {
    let item = try await Bench(.a).client.get("/ISAPI/Security/adminAccesses/4")
    #expect(item.text(at: "protocol") == "DEV_MANAGE")
    #expect(item.child("enabled") == nil)
  }

  @Test(arguments: [
    ("/ISAPI/System/Network/ftp", Family.a), ("/ISAPI/System/Network/ftp", .b),
    ("/ISAPI/System/Network/ipFilter", .a), ("/ISAPI/System/Network/telnetd", .b),
    ("/ISAPI/System/Network", .a), ("/ISAPI/System/Video/inputs/channels", .b),
  ])
  func `what a recorder does not have is not supported`(_ path: String, _ family: Family) async throws {
    let response = try await Bench(family).client.send(.get(Endpoint(path)))
    #expect(response.status == 403)
    #expect(response.deviceStatus.subStatusCode == "notSupport")
  }

  @Test func `what is written to an item shows in its list`() async throws {
    let bench = try Bench()
    let status = try await bench.client.change("/ISAPI/System/time/ntpServers/1") {
      $0.setText("10.1.1.1", at: "hostName")
    }
    #expect(status.statusCode == 1)
    let list = try await bench.client.get("/ISAPI/System/time/ntpServers")
    #expect(list.text(at: "NTPServer/hostName") == "10.1.1.1")
  }

  @Test func `what is written to a list shows in its item`() async throws {
    let bench = try Bench(.b)
    try await bench.client.change("/ISAPI/Security/adminAccesses") { list in
      list.modifyElements(named: "AdminAccessProtocol") { item in
        if item.text(at: "protocol") == "RTSP" { item.setText("10554", at: "portNo") }
      }
    }
    #expect(try await bench.client.get("/ISAPI/Security/adminAccesses/2").text(at: "portNo") == "10554")
  }

  @Test func `a part of an item can be written alone`() async throws {
    let bench = try Bench()
    let path = "/ISAPI/System/Network/interfaces/1/discovery"
    let status = try await bench.client.change(path) { $0.setText("false", at: "Zeroconf/enabled") }
    #expect(status.statusCode == 1)
    #expect(bench.recorder.text(at: "/ISAPI/System/Network/interfaces/1", "Discovery/Zeroconf/enabled") == "false")
  }

  @Test func `a partial document is refused as a device error`() async throws {
    let bench = try Bench()
    let response = try await bench.client.send(
      .send(.put, "/ISAPI/System/deviceInfo", XMLDocument(root: XMLElement("DeviceInfo", text: ""))))
    #expect(response.status == 500)
    #expect(response.deviceStatus.subStatusCode == "deviceError")
  }

  @Test func `read-only fields keep their value`() async throws {
    let bench = try Bench()
    let status = try await bench.client.change("/ISAPI/System/deviceInfo") {
      $0.setText("lobby", at: "deviceName")
      $0.setText("DS-0000", at: "model")
    }
    #expect(status.statusCode == 1)
    let root = try await bench.client.get("/ISAPI/System/deviceInfo")
    #expect(root.text(at: "deviceName") == "lobby")
    #expect(root.text(at: "model") == "DS-7608NI-K2/8P")
  }

  @Test func `unknown elements survive`() async throws {
    let bench = try Bench()
    try await bench.client.change("/ISAPI/System/Network/UPnP") { $0.append(XMLElement("vendorThing", text: "7")) }
    #expect(try await bench.client.get("/ISAPI/System/Network/UPnP").text(at: "vendorThing") == "7")
  }

  @Test func `another order of elements is refused where the switch says so`() async throws {
    for (refuses, code) in [(true, 6), (false, 1)] {
      let bench = try Bench { $0.behavior.refusesOtherOrder = refuses }
      let status = try await bench.client.change("/ISAPI/System/Network/UPnP") { $0.children.reverse() }
      #expect(status.statusCode == code)
    }
  }

  @Test(arguments: [
    ("/ISAPI/System/Network/UPnP", "enabled", "on", "badXmlContent"),
    ("/ISAPI/System/deviceInfo", "deviceName", "", "badXmlContent"),
    ("/ISAPI/System/deviceInfo", "telecontrolID", "256", "badXmlContent"),
    ("/ISAPI/System/time", "timeZone", "Europe/Oslo", "badXmlContent"),
    ("/ISAPI/System/time/ntpServers/1", "portNo", "0", "badPort"),
    ("/ISAPI/System/time/ntpServers/1", "synchronizeInterval", "10081", "badXmlContent"),
    ("/ISAPI/Security/adminAccesses/1", "portNo", "70000", "badPort"),
    ("/ISAPI/Security/adminAccesses/4", "portNo", "1999", "badPort"),
    ("/ISAPI/System/Network/EZVIZ", "enabled", "true", "illegalVerificationCode"),
    ("/ISAPI/System/Network/interfaces/1", "Link/MTU", "499", "badMTU"),
    ("/ISAPI/System/Network/interfaces/1", "IPAddress/ipAddress", "10.20.30.300", "badIPv4Address"),
    ("/ISAPI/System/Network/interfaces/1", "IPAddress/ipAddress", "10.20.30.255", "badIPv4Address"),
    ("/ISAPI/System/Network/interfaces/1", "IPAddress/subnetMask", "255.0.255.0", "badNetMask"),
    ("/ISAPI/System/Network/interfaces/1", "IPAddress/DefaultGateway/ipAddress", "10.20.31.1", "badGateway"),
    ("/ISAPI/System/Network/interfaces/1", "IPAddress/PrimaryDNS/ipAddress", "dns", "badDns"),
  ])
  func `a value out of range is refused by name`(
    _ path: String, _ field: String, _ value: String, _ subStatus: String
  ) async throws {
    let bench = try Bench()
    let before = bench.recorder.document(at: path)
    let status = try await bench.client.change(path) { $0.setText(value, at: XMLPath(field)) }
    #expect(status.statusCode == 6)
    #expect(status.subStatusCode == subStatus)
    #expect(bench.recorder.document(at: path) == before)
  }

  @Test func `two equal name servers are refused`() async throws {
    let status = try await Bench().client.change("/ISAPI/System/Network/interfaces/1") {
      $0.setText("10.20.30.1", at: "IPAddress/PrimaryDNS/ipAddress")
      $0.setText("10.20.30.1", at: "IPAddress/SecondaryDNS/ipAddress")
    }
    #expect(status.subStatusCode == "dns1dns2CanNotSame")
  }

  @Test func `name servers written under DHCP are accepted and not kept`() async throws {
    let bench = try Bench()
    let path = "/ISAPI/System/Network/interfaces/1"
    try await bench.client.change(path) { $0.setText("dynamic", at: "IPAddress/addressingType") }
    let status = try await bench.client.change(path) { $0.setText("9.9.9.9", at: "IPAddress/PrimaryDNS/ipAddress") }
    #expect(status.statusCode == 1)
    #expect(bench.recorder.text(at: path, "IPAddress/PrimaryDNS/ipAddress") == "0.0.0.0")
  }

  @Test func `a body that is not XML is refused as such`() async throws {
    let request = Request(.put, "/ISAPI/System/time", body: Array("<Time><timeMode>".utf8))
    let response = try await Bench().client.send(request)
    #expect(response.status == 400)
    #expect(response.deviceStatus.subStatusCode == "badXmlFormat")
  }

  @Test func `a change that needs a reboot comes into force with it`() async throws {
    let path = "/ISAPI/System/Network/ssh"
    let bench = try Bench { $0.behavior.rebootRequired = [path] }
    let status = try await bench.client.change(path) { $0.setText("true", at: "enabled") }
    #expect(status.statusCode == 7)
    #expect(bench.recorder.text(at: path, "enabled") == "false")
    try await bench.client.put("/ISAPI/System/reboot")
    bench.clock.advance(by: Bench.rebootTime)
    #expect(bench.recorder.text(at: path, "enabled") == "true")
  }

  @Test func `passwords go in and never come out`() async throws {
    let bench = try Bench()
    let path = "/ISAPI/System/Network/PPPoE/1"
    try await bench.client.change(path) {
      $0.insert(XMLElement("password", text: "Gr4vel-Path"), after: "userName")
    }
    let body = try await bench.client.send(.get(Endpoint(path))).body
    #expect(!String(decoding: body, as: UTF8.self).contains("Gr4vel-Path"))
  }
}
