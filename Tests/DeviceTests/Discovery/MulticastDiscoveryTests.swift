import Device
import FoundationEssentials
import Host
import Machine
import ISAPI
import Logging
import Multicast
import SADP
import Simulator
import Testing

/// Client and responder on real sockets, on a port that the system chooses.
@Suite(
  .enabled("multicast on the loopback is not possible on this system") { await LoopbackMulticast.isPossible() })
struct MulticastDiscoveryTests {
  @Test(arguments: SADPResponder.ReplyPath.allCases)
  func `a recorder is found whichever way it answers`(_ path: SADPResponder.ReplyPath) async throws {
    let recorder = try recorder("E12345678", "44:19:b6:00:a0:3f")
    let responder = SADPResponder(for: [recorder], interface: "127.0.0.1", port: 0, replyPath: path)
    let device = try await responder.answering { port in
      try await discovery(port).find(WantedDevice(serial: "E12345678"), within: .seconds(20))
    }
    #expect(device == recorder.announcement)
  }

  @Test func `fifty recorders on one segment are all found`() async throws {
    let recorders = try (10..<60).map { try recorder("E123456\($0)", "44:19:b6:00:00:\($0)") }
    let responder = SADPResponder(for: recorders, interface: "127.0.0.1", port: 0)
    let seen = Countdown(recorders.count)
    let found = try await responder.answering { port in
      try await discovery(port).inquire(for: .seconds(20)) { seen.reachesEnd(with: $0.identity.mac) }
    }
    #expect(found == recorders.compactMap(\.announcement))
  }

  @Test func `a reply as long as a datagram can be is not cut`() async throws {
    var reply = SADPReply(.inquiry(uuid: "u"))
    reply.serial = "E12345678"
    let padding = [UInt8](repeating: 0x20, count: 10_000)
    let message = reply.bytes + padding + Array("<!---->".utf8)
    let group = MulticastGroup(address: SADPGroup.address, port: 0)
    let arrived = try await GroupSockets.withOpen(group, on: ["127.0.0.1"]) { sockets in
      try await sockets.sendToGroup(message)
      return await sockets.arrivals.first { _ in true }?.bytes
    }
    #expect(arrived == message)
  }

  @Test func `a search that is cancelled ends`() async throws {
    let responder = SADPResponder(for: [], interface: "127.0.0.1", port: 0)
    try await responder.answering { port in
      let search = Task { try await discovery(port).inquire(for: .seconds(600)) }
      search.cancel()
      await #expect(throws: CancellationError.self) { try await search.value }
    }
  }

  @Test func `an address that is not of this machine cannot be searched from`() async throws {
    let discovery = MulticastDiscovery(
      interfaces: ["192.0.2.1"], port: 0, clock: SystemWallClock(), logger: Logger(label: "test"))
    await #expect(throws: DiscoveryUnavailable.self) { try await discovery.inquire(for: .seconds(1)) }
  }

  private func discovery(_ port: Int) -> MulticastDiscovery {
    MulticastDiscovery(
      interfaces: ["127.0.0.1"], port: port, clock: SystemWallClock(), logger: Logger(label: "test"))
  }

  private func recorder(_ shortSerial: String, _ mac: String) throws -> SimulatedRecorder {
    let model = try #require(RecorderModel("DS-7608NI-K2/8P"))
    let profile = RecorderProfile(model: model, family: .a, shortSerial: shortSerial, mac: mac)
    return SimulatedRecorder(.factoryFresh(profile), clock: SystemWallClock())
  }
}
