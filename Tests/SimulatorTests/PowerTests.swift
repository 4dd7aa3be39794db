import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing
import XML

@Suite struct PowerTests {
  static let deviceInfo = Request.get("/ISAPI/System/deviceInfo")

  private func status(_ bench: Bench) async throws -> Int { try await bench.client.send(Self.deviceInfo).status }

  @Test func `a reboot goes through grace, down, busy and ready`() async throws {
    let bench = try Bench()
    #expect(try await bench.client.put("/ISAPI/System/reboot").statusCode == 1)
    #expect(try await status(bench) == 200)
    bench.clock.advance(by: .seconds(4))
    #expect(bench.recorder.phase == .down)
    let error = await #expect(throws: TransportError.self) { try await status(bench) }
    #expect(error?.reason == .refused)
    bench.clock.advance(by: .seconds(25))
    #expect(try await status(bench) == 503)
    bench.clock.advance(by: .seconds(30))
    #expect(try await status(bench) == 200)
  }

  @Test func `the uptime starts again`() async throws {
    let bench = try Bench()
    let before = try await bench.client.get("/ISAPI/System/status").text(at: "deviceUpTime").flatMap { Int($0) }
    try await bench.client.put("/ISAPI/System/reboot")
    bench.clock.advance(by: Bench.rebootTime)
    let after = try await bench.client.get("/ISAPI/System/status").text(at: "deviceUpTime").flatMap { Int($0) }
    #expect(before ?? 0 > 800_000)
    #expect(after ?? .max < 300)
  }

  @Test func `a full reset leaves an inactive recorder at the default address`() async throws {
    var bench = try Bench { $0.edits = [DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "lobby")] }
    let fingerprint = bench.recorder.fingerprint
    let storage = bench.recorder.document(at: "/ISAPI/ContentMgmt/Storage")
    #expect(try await bench.client.put("/ISAPI/System/factoryReset?mode=full").statusCode == 1)
    bench.clock.advance(by: Bench.rebootTime)
    #expect(bench.recorder.binding.address == "192.168.1.64")
    bench.client.address = DeviceAddress(.http, "192.168.1.64")
    #expect(try await bench.client.get("/SDK/activateStatus").text(at: "Activated") == "false")
    #expect(bench.recorder.text(at: "/ISAPI/System/deviceInfo", "deviceName") == "Network Video Recorder")
    #expect(bench.recorder.text(at: "/ISAPI/System/deviceInfo", "serialNumber") == bench.recorder.profile.serial)
    #expect(bench.recorder.document(at: "/ISAPI/ContentMgmt/Storage") == storage)
    #expect(bench.recorder.fingerprint != fingerprint)
    #expect(bench.recorder.log.resets == 1)
  }

  @Test func `a full reset may keep the password`() async throws {
    var bench = try Bench { $0.behavior.fullReset = .keepsPassword }
    try await bench.client.put("/ISAPI/System/factoryReset?mode=full")
    bench.clock.advance(by: Bench.rebootTime)
    bench.client.address = DeviceAddress(.http, "192.168.1.64")
    #expect(try await status(bench) == 200)
  }

  @Test func `a full reset may leave DHCP on`() async throws {
    let bench = try Bench { $0.behavior.resetsToDHCP = true }
    try await bench.client.put("/ISAPI/System/factoryReset?mode=full")
    bench.clock.advance(by: Bench.rebootTime)
    let item = "/ISAPI/System/Network/interfaces/1"
    #expect(bench.recorder.text(at: item, "IPAddress/addressingType") == "dynamic")
  }

  @Test func `a basic reset keeps network and users`() async throws {
    let bench = try Bench { seed in
      seed.users = [SeedUser("guard", level: "Operator", password: Secret("Gu4rd-here"))]
      seed.edits = [DocumentEdit("/ISAPI/System/Network/ssh", "enabled", "true")]
    }
    try await bench.client.put("/ISAPI/System/factoryReset?mode=basic")
    bench.clock.advance(by: Bench.rebootTime)
    #expect(try await status(bench) == 200)
    #expect(bench.recorder.text(at: "/ISAPI/System/Network/ssh", "enabled") == "false")
    #expect(bench.recorder.hasPassword(Secret("Gu4rd-here"), for: "guard"))
  }

  @Test func `an unknown kind of reset is refused`() async throws {
    let bench = try Bench()
    #expect(try await bench.client.put("/ISAPI/System/factoryReset?mode=part").statusCode == 6)
    #expect(bench.recorder.log.resets == 0)
  }

  @Test func `the log tells of a reset`() async throws {
    let bench = try Bench()
    try await bench.client.put("/ISAPI/System/factoryReset?mode=basic")
    bench.clock.advance(by: Bench.rebootTime)
    let document = try XMLDocument(
      parsing: Array("<CMSearchDescription><metaId>log.std-cgi.com/Operation</metaId></CMSearchDescription>".utf8))
    let answer = try await bench.client.send(.send(.post, "/ISAPI/ContentMgmt/logSearch", document))
    #expect(String(decoding: answer.body, as: UTF8.self).contains("Operation/remoteFactoryDefault"))
  }

  @Test func `a new address answers first and then moves`() async throws {
    var bench = try Bench()
    let connection = try await bench.network.connect(to: bench.client.address, trust: TrustEverybody())
    let change = try await bench.client.change("/ISAPI/System/Network/interfaces/1") {
      $0.setText("10.20.30.77", at: "IPAddress/ipAddress")
    }
    #expect(change.statusCode == 1)
    let cut = await #expect(throws: TransportError.self) { try await connection.exchange(Self.deviceInfo) }
    #expect(cut?.reason == .cutOff)
    let gone = await #expect(throws: TransportError.self) { try await status(bench) }
    #expect(gone?.reason == .unreachable)
    bench.client.address = bench.client.address.at(host: "10.20.30.77")
    #expect(try await status(bench) == 200)
  }

  @Test func `a new address may wait for the reboot`() async throws {
    var bench = try Bench { $0.behavior.addressChange = .afterReboot }
    let change = try await bench.client.change("/ISAPI/System/Network/interfaces/1") {
      $0.setText("10.20.30.77", at: "IPAddress/ipAddress")
    }
    #expect(change.statusCode == 7)
    #expect(try await status(bench) == 200)
    try await bench.client.put("/ISAPI/System/reboot")
    bench.clock.advance(by: Bench.rebootTime)
    bench.client.address = bench.client.address.at(host: "10.20.30.77")
    #expect(try await status(bench) == 200)
  }

  @Test func `the backup of the configuration needs a key and is the same twice`() async throws {
    let bench = try Bench()
    let path: Endpoint = "/ISAPI/System/configurationData?secretkey=0123456789abcdef"
    let first = try await bench.client.send(.get(path))
    #expect(first.headers["Content-Type"] == "application/octet-stream")
    let second = try await bench.client.send(.get(path))
    #expect(first.body == second.body)
    #expect(try await bench.client.send(.get("/ISAPI/System/configurationData")).status == 400)
  }

  @Test func `watchers see phases and moves in order`() async throws {
    let bench = try Bench()
    var events = bench.recorder.events.makeAsyncIterator()
    bench.recorder.powerCycle()
    bench.clock.advance(by: Bench.rebootTime)
    #expect(bench.recorder.phase == .ready)
    for phase in [Phase.down, .booting, .ready] {
      #expect(await events.next() == .phase(phase))
    }
  }
}
