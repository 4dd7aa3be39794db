import Diagnostics
import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings
import TestSupport
import Testing
import YAML

/// What a manifest asks of the sample recorder.
enum SampleDeclaration {
  static let spec = """
    admin:
      password: {env: NVR_NEW}
      previousPassword: {env: NVR_OLD}
    deviceName: riverside
    network: {address: 10.20.30.10/24, gateway: 10.20.30.1, dns: [10.20.30.1]}
    time: {zone: UTC, ntp: [10.20.30.1]}
    services:
      upnp: {enabled: false}
      telnet: {enabled: false}
    """

  /// A declaration with the settings that the catalogue finds in a `spec`.
  static func of(_ spec: String = spec, serial: String? = "0123454821") throws -> RecorderDeclaration {
    let stream = DocumentStream(parsing: Array(spec.utf8), file: "nvr-1.yaml")
    let node = try #require(stream.documents.first)
    var bag = DiagnosticBag()
    let settings = SettingCatalog.all.compactMap { $0.decode(node, into: &bag) }
    #expect(bag.sorted == [])
    return RecorderDeclaration(
      name: "nvr-1", site: "riverside", range: node.range,
      identity: DeclaredIdentity(
        serial: serial, mac: "44:19:b6:00:a0:3f", model: "DS-7608NI-K2/8P", firmware: ">=4.30.085 <5",
        range: node.range),
      addresses: [SampleRecorder.address, DeviceAddress(.http, "192.168.1.64")], secondWayIn: .none,
      account: DeclaredAccount(
        username: "admin", password: .environment("NVR_NEW"), previousPassword: .environment("NVR_OLD"),
        range: node.range),
      reset: .onRequest, protected: ["footage"], confirmWindow: 180, verification: DeclaredVerification(),
      settings: settings.map(layered), canonicalText: spec)
  }

  private static func layered(_ desired: DesiredSetting) -> DesiredSetting {
    var desired = desired
    for item in desired.items.indices {
      for field in desired.items[item].fields.indices { desired.items[item].fields[field].layer = "recorder nvr-1" }
    }
    return desired
  }
}

extension PlanRequest {
  static let noon = Date(timeIntervalSince1970: 1_769_860_800)

  /// A request for the sample recorder, found where it is expected.
  static func sample(
    _ goal: Goal = .inPlace, declaration: RecorderDeclaration? = nil, snapshot: DeviceSnapshot? = nil,
    survey: ResetSurvey = .complete
  ) throws -> PlanRequest {
    PlanRequest(
      declaration: try declaration ?? SampleDeclaration.of(),
      finding: .active(try snapshot ?? SampleRecorder.snapshot(), at: SampleRecorder.address), goal: goal,
      survey: survey, now: noon, tool: "1.0.0")
  }
}

extension ResetSurvey {
  /// A survey in which nothing stands against a reset.
  static let complete = ResetSurvey(
    defaultAddress: AddressProbe(DeviceAddress(.http, "192.168.1.64"), answers: false), triesLeft: 5,
    storage: StorageSummary(disks: 1, capacity: 1_907_729, used: 1_907_729),
    oldestFootage: Date(timeIntervalSince1970: 1_760_000_000), exportsConfiguration: true)
}
