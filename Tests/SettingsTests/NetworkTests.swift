import Diagnostics
import ISAPI
import Settings
import Testing
import XML

@Suite struct NetworkTests {
  @Test(arguments: [
    ("{network: {mode: dhcp, address: 10.20.30.10/24}}", ["NVR0241"]),
    ("{network: {mode: dhcp, dns: [10.20.30.1], gateway: 10.20.30.1}}", ["NVR0241", "NVR0241"]),
    ("{network: {address: 10.20.30.0/24}}", ["NVR0242"]),
    ("{network: {address: 10.20.30.255/24}}", ["NVR0242"]),
    ("{network: {address: 10.20.30.10/24, gateway: 10.20.31.1}}", ["NVR0243"]),
    ("{network: {address: 10.20.30.10/24, gateway: 10.20.30.10}}", ["NVR0243"]),
    ("{network: {address: 10.20.30.10/24, gateway: 10.20.30.255}}", ["NVR0243"]),
    ("{network: {dns: [10.20.30.1, 10.20.30.1]}}", ["NVR0244"]),
    ("{network: {dns: [10.20.30.1, 10.20.30.2, 10.20.30.3]}}", ["NVR0125"]),
    ("{network: {address: 10.20.30.10}}", ["NVR0122"]),
    ("{network: {mtu: 1501}}", ["NVR0121"]),
    ("{network: {address: 10.20.30.10/24, gateway: 10.20.30.1, dns: [10.20.30.1, 1.1.1.1]}}", []),
    ("{network: {mode: dhcp, mtu: 1400}}", []),
  ])
  func `what does not fit together is refused offline`(_ text: String, _ codes: [String]) throws {
    let (_, diagnostics) = try SpecText(text).decoded(by: NetworkInterface.self)
    #expect(diagnostics.map(\.code.text) == codes)
  }

  @Test func `an address asks for mode static`() throws {
    let desired = try SpecText("{network: {address: 10.20.30.10/24}}").desired(of: NetworkInterface.self)
    #expect(desired.items.first?.fields.map(\.path) == ["network.mode", "network.address"])
  }

  @Test func `name servers are not kept while the address comes from DHCP`() throws {
    let live = try Self.dynamic
    let alone = try SpecText("{network: {dns: [10.20.30.1]}}").desired(of: NetworkInterface.self)
    #expect(ContractCase.changes(NetworkInterface.compare(alone, with: live)) == nil)
    let together = try SpecText("{network: {address: 192.168.1.64/24, dns: [10.20.30.1]}}")
      .desired(of: NetworkInterface.self)
    let changes = try #require(ContractCase.changes(NetworkInterface.compare(together, with: live)))
    #expect(changes.first?.fields.map(\.path) == ["network.mode", "network.dns"])
  }

  @Test func `a gateway that is left alone must fit the new address`() throws {
    let live = try FactoryRecorder.a.snapshot
    let alone = try SpecText("{network: {address: 10.20.30.10/24}}").desired(of: NetworkInterface.self)
    guard case .impossible(_, ["network.address"], let reason)? = NetworkInterface.compare(alone, with: live).last
    else {
      Issue.record("the recorder would be asked to take a gateway outside its network")
      return
    }
    #expect(reason.contains("192.168.1.1 is outside the network 10.20.30.0/24"))
    let together = try SpecText("{network: {address: 10.20.30.10/24, gateway: 10.20.30.1}}")
      .desired(of: NetworkInterface.self)
    #expect(ContractCase.changes(NetworkInterface.compare(together, with: live))?.count == 1)
  }

  @Test func `a second name server is refused where the document has a place for one`() throws {
    let live = try FactoryRecorder.b.snapshot
    let desired = try SpecText("{network: {dns: [192.168.1.1, 192.168.1.2]}}").desired(of: NetworkInterface.self)
    let reason = "the recorder's document has a place for one name server, and 2 are declared"
    #expect(
      NetworkInterface.compare(desired, with: live)
        == [.impossible(item: desired.items[0], paths: ["network.dns"], reason: reason)])
  }

  @Test(arguments: [
    ("{network: {address: 192.168.1.70/24}}", true, "192.168.1.70"),
    ("{network: {address: 192.168.1.64/25}}", false, nil),
    ("{network: {mode: dhcp}}", true, nil),
    ("{network: {mtu: 1400}}", false, nil),
  ])
  func `a change tells whether and where it moves the recorder`(_ text: String, _ moves: Bool, _ to: String?) throws {
    let desired = try SpecText(text).desired(of: NetworkInterface.self)
    let findings = NetworkInterface.compare(desired, with: try FactoryRecorder.a.snapshot)
    let change = try #require(ContractCase.changes(findings)?.first)
    #expect(NetworkInterface.movesAddress(change) == moves)
    #expect(NetworkInterface.newAddress(in: change) == to)
  }

  @Test(arguments: [("true", "/ISAPI/System/Network/interfaces/3"), ("false", "/ISAPI/System/Network/interfaces/1")])
  func `of several interfaces the default one is set, and the others are named`(
    _ isDefault: String, _ endpoint: String
  ) throws {
    var live = try FactoryRecorder.a.snapshot
    var list = try #require(live[NetworkInterface.endpoint])
    var other = try #require(list.root.child("NetworkInterface"))
    other.setText("3", at: "id")
    other.setText(isDefault, at: "defaultConnection")
    list.root.setText(isDefault == "true" ? "false" : "true", at: "NetworkInterface/defaultConnection")
    list.root.append(other)
    live.readings[NetworkInterface.endpoint] = .document(list)
    let desired = try SpecText("{network: {mtu: 1400}}").desired(of: NetworkInterface.self)
    let change = try #require(ContractCase.changes(NetworkInterface.compare(desired, with: live))?.first)
    #expect(NetworkInterface.resources(for: desired, on: live) == [NetworkInterface.endpoint, Endpoint(endpoint)])
    let requests = try NetworkInterface.requests(for: change, on: live, secrets: ContractCase.secrets)
    #expect(requests.map(\.endpoint) == [Endpoint(endpoint)])
    let omissions = NetworkInterface.liveState(on: live, for: ExportContract.context).omissions
    #expect(omissions.map(\.path) == ["network.address"])
  }

  @Test func `an interface that has no address of its own is written in the parts that have one`() throws {
    var live = try FactoryRecorder.a.snapshot
    live.readings["/ISAPI/System/Network/interfaces/1"] = .absent(status: 403, subStatus: "notSupport")
    let desired = try SpecText("{network: {mtu: 1400, dns: [192.168.1.2]}}").desired(of: NetworkInterface.self)
    let change = try #require(ContractCase.changes(NetworkInterface.compare(desired, with: live))?.first)
    let requests = try NetworkInterface.requests(for: change, on: live, secrets: ContractCase.secrets)
    #expect(
      requests.map(\.endpoint.path) == [
        "/ISAPI/System/Network/interfaces/1/ipAddress", "/ISAPI/System/Network/interfaces/1/link",
      ])
    let address = try XMLDocument(parsing: try #require(requests.first).body).root
    #expect(address.localName == "IPAddress" && address.attribute("xmlns") != nil)
  }

  @Test func `announcements are switched without sending the address along`() throws {
    let live = try FactoryRecorder.a.snapshot
    let desired = try SpecText("{services: {zeroconf: {enabled: false}}}").desired(of: Zeroconf.self)
    let change = try #require(ContractCase.changes(Zeroconf.compare(desired, with: live))?.first)
    let request = try #require(try Zeroconf.requests(for: change, on: live, secrets: ContractCase.secrets).first)
    #expect(request.endpoint == "/ISAPI/System/Network/interfaces/1/discovery")
    #expect(try XMLDocument(parsing: request.body).root.localName == "Discovery")
    #expect(Zeroconf.resources(for: desired, on: live) == NetworkInterface.resources(for: desired, on: live))
  }

  private static var dynamic: DeviceSnapshot {
    get throws {
      var live = try FactoryRecorder.a.snapshot
      var document = try #require(live[NetworkInterface.endpoint])
      document.root.setText("dynamic", at: "NetworkInterface/IPAddress/addressingType")
      live.readings[NetworkInterface.endpoint] = .document(document)
      return live
    }
  }
}
