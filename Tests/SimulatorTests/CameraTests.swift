import Host
import ISAPI
import Simulator
import Testing
import XML

@Suite struct CameraTests {
  static let list = "/ISAPI/ContentMgmt/InputProxy/channels"
  static let yard = SimulatedCamera(at: "10.20.30.21", password: "C4mera-yard", serial: "0000007701")
  static let dock = SimulatedCamera(at: "10.20.30.22", password: "C4mera-dock", serial: "0000007702")

  static func channel(
    _ id: Int, at address: String, password: String = "C4mera-yard", protocol name: String = "HIKVISION"
  ) -> String {
    """
    <InputProxyChannel><id>\(id)</id><name>yard</name><sourceInputPortDescriptor>
    <proxyProtocol>\(name)</proxyProtocol><addressingFormatType>ipaddress</addressingFormatType>
    <ipAddress>\(address)</ipAddress><managePortNo>8000</managePortNo><srcInputPort>1</srcInputPort>
    <userName>admin</userName><password>\(password)</password><streamType>auto</streamType>
    </sourceInputPortDescriptor></InputProxyChannel>
    """
  }

  private func result(_ bench: Bench, _ id: Int) async throws -> String? {
    try await bench.client.get("\(Self.list)/\(id)/status").text(at: "chanDetectResult")
  }

  @Test func `an added camera connects after a while and shows its serial`() async throws {
    let bench = try Bench(model: "DS-7608NI-K2") { $0.cameras = [Self.yard] }
    let added = try await bench.client.post(Self.list, Self.channel(3, at: "10.20.30.21"))
    #expect(added.id == "3")
    #expect(try await result(bench, 3) == "connecting")
    let item = "\(Self.list)/3"
    let descriptor = "sourceInputPortDescriptor/serialNumber" as XMLPath
    #expect(try await bench.client.get(item).text(at: descriptor) == nil)
    bench.clock.advance(by: .seconds(16))
    #expect(try await result(bench, 3) == "connect")
    #expect(try await bench.client.get(item).text(at: descriptor) == "0000007701")
    #expect(try await bench.client.get(item).text(at: "sourceInputPortDescriptor/connMode") == nil)
  }

  @Test func `a wrong camera password shows in the state only`() async throws {
    let bench = try Bench { $0.cameras = [Self.yard] }
    let added = try await bench.client.post(Self.list, Self.channel(1, at: "10.20.30.21", password: "C4mera-else"))
    #expect(added.statusCode == 1)
    bench.clock.advance(by: .seconds(16))
    #expect(try await result(bench, 1) == "errorUserNameOrPasswd")
    try await bench.client.change("\(Self.list)/1") { channel in
      channel.modify(at: "sourceInputPortDescriptor") {
        $0.insert(XMLElement("password", text: "C4mera-yard"), after: "userName")
      }
    }
    bench.clock.advance(by: .seconds(16))
    #expect(try await result(bench, 1) == "connect")
  }

  @Test func `renaming a channel keeps its camera and its password`() async throws {
    let bench = try Bench { $0.cameras = [Self.yard] }
    try await bench.client.post(Self.list, Self.channel(1, at: "10.20.30.21"))
    bench.clock.advance(by: .seconds(16))
    try await bench.client.change("\(Self.list)/1") { $0.setText("entrance", at: "name") }
    #expect(try await result(bench, 1) == "connect")
    #expect(bench.recorder.hasPassword(Secret("C4mera-yard"), forChannel: 1))
    #expect(bench.recorder.text(at: "\(Self.list)/1", "name") == "entrance")
  }

  @Test(arguments: [
    (0, "10.20.30.21", "HIKVISION", "addDuplicateIPC"), (0, "10.20.30.10", "HIKVISION", "channelIpAddrConflictWithDev"),
    (1, "10.20.30.22", "HIKVISION", "channelDeviceExist"), (9, "10.20.30.22", "HIKVISION", "ipcNumReachesLimit"),
    (0, "10.20.30.22", "FAX", "badXmlContent"),
  ])
  func `a camera that cannot be added is refused by name`(
    _ id: Int, _ address: String, _ name: String, _ subStatus: String
  ) async throws {
    let bench = try Bench()
    try await bench.client.post(Self.list, Self.channel(1, at: "10.20.30.21"))
    let status = try await bench.client.post(Self.list, Self.channel(id, at: address, protocol: name))
    #expect(status.subStatusCode == subStatus)
  }

  @Test func `a recorder takes no more cameras than its model says`() async throws {
    let bench = try Bench(model: "DS-7604NI-K1")
    for number in 1...4 {
      #expect(try await bench.client.post(Self.list, Self.channel(0, at: "10.20.31.\(number)")).statusCode == 1)
    }
    let status = try await bench.client.post(Self.list, Self.channel(0, at: "10.20.31.9"))
    #expect(status.subStatusCode == "ipcNumReachesLimit")
  }

  @Test func `the numbers of the others stay when a channel is removed`() async throws {
    let bench = try Bench()
    for number in 1...3 { try await bench.client.post(Self.list, Self.channel(0, at: "10.20.31.\(number)")) }
    #expect(try await bench.client.delete("\(Self.list)/2").statusCode == 1)
    let items = try await bench.client.get(Self.list).elements
    #expect(items.map { $0.text(at: "id") } == ["1", "3"])
    #expect(try await bench.client.get(Self.list).attribute("size") == "2")
  }

  @Test func `a plugged camera comes back by itself`() async throws {
    let bench = try Bench { $0.cameras = [.plugged(into: 2, serial: "0000007702", password: "Sunrise-44")] }
    let item = "\(Self.list)/2"
    #expect(bench.recorder.text(at: item, "sourceInputPortDescriptor/connMode") == "plugplay")
    #expect(bench.recorder.text(at: item, "sourceInputPortDescriptor/ipAddress") == "192.168.254.3")
    try await bench.client.delete(item)
    #expect(bench.recorder.document(at: item) == nil)
    bench.clock.advance(by: .seconds(21))
    #expect(bench.recorder.document(at: item) != nil)
  }

  @Test func `a plugged camera that was made manual stays away once it is removed`() async throws {
    let bench = try Bench { $0.cameras = [.plugged(into: 2, serial: "0000007702", password: "Sunrise-44")] }
    let item = "\(Self.list)/2"
    let status = try await bench.client.change(item) {
      $0.setText("manual", at: "sourceInputPortDescriptor/connMode")
    }
    #expect(status.statusCode == 1)
    try await bench.client.delete(item)
    bench.clock.advance(by: .seconds(60))
    #expect(bench.recorder.document(at: item) == nil)
  }

  @Test func `a plugged camera does not take the place of another`() async throws {
    let bench = try Bench { seed in
      seed.cameras = [Self.yard, .plugged(into: 1, serial: "0000007702", password: "Sunrise-44")]
      seed.channels = [SeedChannel(1, name: "yard", address: "10.20.30.21", password: Secret("C4mera-yard"))]
    }
    #expect(bench.recorder.document(at: Self.list)?.elements.count == 1)
  }

  @Test func `a plugged camera with a password of its own is refused`() async throws {
    let bench = try Bench { $0.cameras = [.plugged(into: 1, serial: "0000007702", password: "C4mera-own")] }
    bench.clock.advance(by: .seconds(60))
    #expect(try await result(bench, 1) == "errorUserNameOrPasswd")
  }

  @Test func `a full reset forgets cameras, and plugged ones come back after activation`() async throws {
    var bench = try Bench { seed in
      seed.cameras = [Self.yard, .plugged(into: 1, serial: "0000007702", password: "Sunrise-44")]
      seed.channels = [SeedChannel(4, name: "yard", address: "10.20.30.21", password: Secret("C4mera-yard"))]
    }
    #expect(bench.recorder.document(at: Self.list)?.elements.count == 2)
    try await bench.client.put("/ISAPI/System/factoryReset?mode=full")
    bench.clock.advance(by: Bench.rebootTime)
    #expect(bench.recorder.document(at: Self.list)?.elements.isEmpty == true)
    bench.client.address = DeviceAddress(.http, "192.168.1.64")
    _ = try await ActivationTests.activate(bench, password: "Sunrise-44")
    bench.clock.advance(by: .seconds(21))
    #expect(bench.recorder.document(at: Self.list)?.elements.map { $0.text(at: "id") } == ["1"])
  }

  @Test func `the search finds every camera and says which are added`() async throws {
    let bench = try Bench { $0.cameras = [Self.yard, Self.dock] }
    try await bench.client.post(Self.list, Self.channel(1, at: "10.20.30.21"))
    let found = try await bench.client.get("/ISAPI/ContentMgmt/InputProxy/search").elements
    #expect(found.map { $0.text(at: "serialNumber") } == ["0000007701", "0000007702"])
    #expect(found.map { $0.text(at: "addStatus") } == ["added", "notAdded"])
  }

  private static func activation(of camera: SimulatedCamera, password: String) throws -> XMLElement {
    let text = """
      <VideoSourceActivation><passwordType>selfDefine</passwordType><password>\(password)</password><ActivationDevice>
      <mode>descriptor</mode><descriptor><macAddress>\(camera.mac)</macAddress>
      <addressingFormatType>ipaddress</addressingFormatType><ipAddress>\(camera.address)</ipAddress>
      <portNo>8000</portNo><proxyProtocol>HIKVISION</proxyProtocol></descriptor></ActivationDevice>
      </VideoSourceActivation>
      """
    return try XMLDocument(parsing: Array(text.utf8)).root
  }

  @Test func `a camera without an administrator is given one once, with a password by the rules`() async throws {
    var inactive = Self.yard
    inactive.isActivated = false
    let bench = try Bench { $0.cameras = [inactive] }
    let path = Self.list + "/activate"
    #expect(
      try await bench.client.put(path, try Self.activation(of: inactive, password: "short")).subStatusCode
        == "userPwdLenUnder8")
    #expect(
      try await bench.client.put(path, try Self.activation(of: inactive, password: "C4mera-first")).statusCode == 1)
    #expect(
      try await bench.client.put(path, try Self.activation(of: inactive, password: "C4mera-other")).subStatusCode
        == "hasActivated")
    #expect(bench.recorder.cameras.map(\.password) == ["C4mera-first"])
    #expect(
      try await bench.client.put(path, try Self.activation(of: Self.dock, password: "C4mera-first")).subStatusCode
        == "IPCNotExist")
  }

  @Test func `a digital video recorder has its analog inputs in front, and others have none`() async throws {
    let bench = try Bench(model: "iDS-7204HUHI-M1") { $0.cameras = [Self.yard] }
    let inputs = "/ISAPI/System/Video/inputs/channels"
    #expect(try await bench.client.get(inputs).elements.count == 4)
    try await bench.client.change(inputs + "/2") { $0.setText("gate", at: "name") }
    #expect(bench.recorder.text(at: inputs + "/2", "name") == "gate")
    #expect(
      try await bench.client.post(Self.list, Self.channel(2, at: "10.20.30.21")).subStatusCode == "ipcNumReachesLimit")
    #expect(try await bench.client.post(Self.list, Self.channel(0, at: "10.20.30.21")).id == "5")
    #expect(try Bench().recorder.document(at: inputs) == nil)
  }

  @Test func `every channel has a recording schedule`() async throws {
    let bench = try Bench()
    let tracks = try await bench.client.get("/ISAPI/ContentMgmt/record/tracks").elements
    #expect(tracks.count == 8)
    let field = "CustomExtensionList/CustomExtension/enableSchedule" as XMLPath
    let status = try await bench.client.change("/ISAPI/ContentMgmt/record/tracks/301") {
      $0.setText("false", at: field)
    }
    #expect(status.statusCode == 1)
    #expect(bench.recorder.text(at: "/ISAPI/ContentMgmt/record/tracks/301", field) == "false")
  }
}
