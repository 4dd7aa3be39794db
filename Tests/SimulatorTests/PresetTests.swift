import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing
import XML

@Suite struct PresetTests {
  @Test(arguments: [
    ("DS-7608NI-K2/8P", 8, 2, 8), ("DS-7716NI-I4/16P(B)", 16, 4, 16), ("DS-7732NI-M4", 32, 4, 0),
    ("iDS-7616NXI-I2/16P/X", 16, 2, 16), ("DS-9664NI-I8", 64, 8, 0), ("DS-96128NI-H16", 128, 16, 0),
    ("DS-7608NXI-I2/8P/S", 8, 2, 8), ("DS-7732NI-I4/24P", 32, 4, 24), ("DS-7104NI-Q1/4P", 4, 1, 4),
  ])
  func `a model string tells channels, bays and ports`(
    _ text: String, _ channels: Int, _ bays: Int, _ ports: Int
  ) throws {
    let model = try #require(RecorderModel(text))
    #expect(model.channels == channels)
    #expect(model.bays == bays)
    #expect(model.poePorts == ports)
  }

  @Test(arguments: ["", "DS", "NVR-1", "DS-76NI-K2", "hello world"])
  func `other strings are no model`(_ text: String) { #expect(RecorderModel(text) == nil) }

  @Test func `a fresh recorder waits for its first password at the default address`() throws {
    let model = try #require(RecorderModel("DS-7608NI-K2/8P"))
    let clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_769_860_800))
    let recorder = SimulatedRecorder(.factoryFresh(RecorderProfile(model: model, family: .a)), clock: clock)
    #expect(!recorder.isActivated)
    #expect(recorder.binding == Binding(address: "192.168.1.64", http: 80, https: 443))
  }

  @Test func `a twin starts from the documents of another recorder`() async throws {
    let other = try Bench(.b) { $0.edits = [DocumentEdit("/ISAPI/System/Network/UPnP", "enabled", "true")] }
    let path = "/ISAPI/System/Network/UPnP"
    let twin = try Bench(.b) { $0.documents[path] = other.recorder.document(at: path) }
    #expect(twin.recorder.text(at: path, "enabled") == "true")
    try await twin.client.put("/ISAPI/System/factoryReset?mode=basic")
    twin.clock.advance(by: Bench.rebootTime)
    #expect(twin.recorder.text(at: path, "enabled") == "false")
  }

  @Test func `a used recorder is wrong in many ways`() throws {
    let model = try #require(RecorderModel("DS-7608NI-K2/8P"))
    let profile = RecorderProfile(model: model, family: .a, shortSerial: "0123454821")
    let clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_769_860_800))
    let cameras = (1...4).map {
      SimulatedCamera(at: "10.20.30.2\($0)", password: "C4mera-\($0)", serial: "000000770\($0)")
    }
    let seed = RecorderSeed.used(
      profile, at: InterfaceAddress("10.20.30.137", gateway: "10.20.30.1"), password: Secret("Old-Pass-1"),
      cameras: cameras)
    let recorder = SimulatedRecorder(seed, clock: clock)
    #expect(recorder.text(at: "/ISAPI/System/Network/UPnP", "enabled") == "true")
    #expect(recorder.text(at: "/ISAPI/System/Network/EZVIZ", "enabled") == "true")
    #expect(recorder.document(at: "/ISAPI/Security/users")?.elements.count == 3)
    let channels = recorder.document(at: "/ISAPI/ContentMgmt/InputProxy/channels")?.elements ?? []
    #expect(channels.count == 3)
    let serials = channels.map { $0.text(at: "sourceInputPortDescriptor/serialNumber") }
    #expect(serials == ["0000007702", "0000007701", "0000007703"])
    #expect(profile.shortSerial == "0123454821")
  }
}
