import FoundationEssentials
import Host
import ISAPI
import SADP
import Simulator
import Testing

@Suite struct DiscoveryTests {
  @Test func `a recorder is found with all it says of itself`() async throws {
    let bench = try Bench()
    let found = try await SimulatedDiscovery(on: bench.network).inquire(for: .seconds(2))
    let expected = DiscoveredDevice(
      identity: DeviceIdentity(
        serial: bench.recorder.profile.serial, model: "DS-7608NI-K2/8P", mac: "44:19:b6:00:a0:3f",
        firmware: "V4.30.085", firmwareReleased: "build 200916"),
      kind: .recorder, address: "10.20.30.10", subnetMask: "255.255.255.0", gateway: "10.20.30.1", usesDHCP: false,
      httpPort: 80, isActivated: true)
    #expect(found == [expected])
  }

  @Test func `after a full reset a recorder is found by its serial, inactive and elsewhere`() async throws {
    let bench = try Bench()
    let wanted = WantedDevice(serial: bench.recorder.profile.shortSerial)
    let discovery = SimulatedDiscovery(on: bench.network)
    try await bench.client.put("/ISAPI/System/factoryReset?mode=full")
    bench.clock.advance(by: .seconds(20))
    #expect(bench.recorder.phase == .down)
    #expect(try await discovery.find(wanted, within: .seconds(2)) == nil)
    let device = try #require(try await discovery.find(wanted, within: Bench.rebootTime))
    #expect(device.address == "192.168.1.64")
    #expect(!device.isActivated)
    #expect(device.identity.mac == bench.recorder.profile.mac)
  }

  @Test func `a search ends with the device it is for`() async throws {
    let bench = try Bench()
    let start = bench.clock.now
    let device = try await SimulatedDiscovery(on: bench.network).find(
      WantedDevice(mac: "44-19-B6-00-A0-3F"), within: .seconds(60))
    #expect(device != nil)
    #expect(bench.clock.now == start)
  }

  @Test func `an unplugged recorder is silent, and waiting for it takes its time`() async throws {
    let bench = try Bench()
    bench.network.unplug(bench.recorder)
    let start = bench.clock.now
    #expect(try await SimulatedDiscovery(on: bench.network).inquire(for: .seconds(3)).isEmpty)
    #expect(bench.clock.now.timeIntervalSince(start) == 3)
  }

  @Test func `two recorders at the default address are told apart`() async throws {
    let bench = try Bench { $0.address = nil }
    let model = try #require(RecorderModel("DS-7716NI-M4"))
    let other = RecorderProfile(model: model, family: .b, shortSerial: "E87654321", mac: "44:19:b6:00:00:01")
    bench.network.plugIn(SimulatedRecorder(.factoryFresh(other), clock: bench.clock))
    let found = try await SimulatedDiscovery(on: bench.network).inquire(for: .zero)
    #expect(found.map(\.identity.mac) == ["44:19:b6:00:00:01", "44:19:b6:00:a0:3f"])
    #expect(Set(found.map(\.address)) == ["192.168.1.64"])
  }

  @Test func `a message says what the announcement says`() throws {
    let bench = try Bench()
    let reply = try #require(bench.recorder.reply(on: .inquiry(uuid: "u-1")))
    #expect(reply.mac == "44-19-b6-00-a0-3f")
    #expect(reply.softwareVersion == "V4.30.085build 200916")
    #expect(reply.digitalChannels == 8)
    #expect(SADPReply(parsing: reply.bytes) == reply)
  }
}
