import Commands
import Diagnostics
import FoundationEssentials
import Host
import ISAPI
import Planner
import TestSupport
import Testing

@Suite struct DiscoverCommandTests {
  @Test func `devices are shown by kind, within 80 columns, and then what to type`() async throws {
    let run = await discover([], finding: Self.segment)
    #expect(run.status == .done)
    #expect(run.output.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 80 })
    try GoldenFile.expect(run.output, equals: "discover.txt")
  }

  @Test func `programs get everything the devices said`() async throws {
    let run = await discover(["--format", "json"], finding: Self.segment)
    #expect(run.status == .done)
    try GoldenFile.expect(run.output, equals: "discover.json")
  }

  @Test func `a silent segment is told, and is no success`() async throws {
    let run = await discover([], finding: [])
    #expect(run.status == .failed)
    try GoldenFile.expect(run.output, equals: "discover-nothing.txt")
  }

  @Test func `what a terminal would obey is drawn instead`() async {
    var device = Self.segment[0]
    device.identity.model = "\u{1B}[2JDS"
    device.identity.serial = "\u{202E}E1\u{7}"
    device.identity.firmware = "V1\nNext:  rm -r /"
    let run = await discover([], finding: [device])
    #expect(!run.output.contains("\u{1B}"))
    #expect(!run.output.contains("\u{202E}"))
    #expect(!run.output.contains("\nNext:  rm"))
  }

  @Test(arguments: [["--seconds", "0"], ["--seconds", "601"], ["--interface", "eth0"], ["--interface", "10.0.0"]])
  func `what cannot be searched is refused before anybody is asked`(_ arguments: [String]) async {
    #expect(await discover(arguments, finding: Self.segment).status == .usage)
  }

  @Test func `without a way to the network it says so`() async {
    let run = await discover([], finding: nil)
    #expect(run.status == .failed)
    #expect(run.errors.contains("cannot be searched for"))
  }

  private static let segment = [
    device(.camera, "DS-2CD2385G1-I", "DS-2CD2385G1-I20200914AAWRD00000808", "c0:56:e3:00:08:08", "10.20.30.41"),
    device(
      .recorder, "DS-7608NI-K2/8P", "DS-7608NI-K2/8P0820230601CCRRE12345678WCVU", "44:19:b6:00:a0:3f", "10.20.30.10"),
    device(
      .recorder, "iDS-9632NXI-I8/16S(C)", "iDS-9632NXI-I8/16S(C)3220230601CCRRE87654321WCVU", "44:19:b6:00:a0:40",
      "192.168.1.64", isActivated: false),
    device(.other, "", "", "44:19:b6:00:a0:41", nil),
  ]

  private static func device(
    _ kind: DiscoveredDevice.Kind, _ model: String, _ serial: String, _ mac: String, _ address: String?,
    isActivated: Bool = true
  ) -> DiscoveredDevice {
    DiscoveredDevice(
      identity: DeviceIdentity(
        serial: serial, model: model, mac: mac, firmware: model.isEmpty ? "" : "V4.30.085",
        firmwareReleased: model.isEmpty ? "" : "build 200916"),
      kind: kind, address: address, subnetMask: address == nil ? nil : "255.255.255.0",
      gateway: address == nil ? nil : "10.20.30.1", usesDHCP: kind == .camera, httpPort: address == nil ? nil : 80,
      isActivated: isActivated)
  }

  private func discover(
    _ arguments: [String], finding devices: [DiscoveredDevice]?
  ) async -> (status: Planner.ExitStatus, output: String, errors: String) {
    let (output, errors) = (CapturedOutput(), CapturedOutput())
    var openDiscovery: CommandContext.OpenDiscovery?
    if let devices { openDiscovery = { _, _ in CannedDiscovery(devices: devices) } }
    let context = CommandContext(
      console: Console(output: output, errorOutput: errors, input: NoInput(), environment: [:]), environment: [:],
      clock: ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_769_860_800)), files: InMemoryFileSystem(),
      openState: { _ in InMemoryStateStore() }, dialer: NoNetwork(), interruption: Interruption(),
      owner: "lead@ops", openDiscovery: openDiscovery)
    let status = await Nvrctl.run(["discover"] + arguments, in: context)
    return (status, output.text, errors.text)
  }
}

/// A segment on which always the same devices answer.
private struct CannedDiscovery: RecorderDiscovery {
  var devices: [DiscoveredDevice]

  func inquire(
    for duration: Duration, until isEnough: @Sendable (DiscoveredDevice) -> Bool
  ) async throws -> [DiscoveredDevice] {
    devices
  }
}

private struct NoNetwork: DeviceDialer {
  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    throw TransportError(.unreachable, address: address)
  }
}

private struct NoInput: TextInput {
  var isTerminal: Bool { false }
  func readLine() -> String? { nil }
  func readAll(limit: Int) -> [UInt8] { [] }
}
