import FoundationEssentials
import ISAPI
import Manifest
import Planner
import Settings
import TestSupport
import Testing

@testable import Commands
import Diagnostics

/// Planning results for the sample recorder, as texts are drawn from them.
enum PlannedSample {
  static let site = """
    apiVersion: nvrctl/v1
    kind: Site
    metadata: {name: riverside}
    spec:
      defaults:
        network: {gateway: 10.20.30.1, dns: [10.20.30.1]}
        time: {zone: Europe/Oslo, ntp: [10.20.30.1]}
    ---
    apiVersion: nvrctl/v1
    kind: Profile
    metadata: {name: hardened}
    spec:
      services:
        upnp: {enabled: false}
        telnet: {enabled: false}
      cameraDefaults:
        protocol: hikvision
        username: admin
        password: {env: CAMERAS}
        record: {mode: continuous, audio: false}
    """

  static let recorder = """
    apiVersion: nvrctl/v1
    kind: Recorder
    metadata: {name: nvr-1, site: riverside}
    spec:
      extends: [hardened]
      identity:
        serial: "0123454821"
        mac: 44:19:b6:00:a0:3f
        model: DS-7608NI-K2/8P
        firmware: ">=4.30.085 <5"
      protect: [footage]
      connect:
        addresses: [10.20.30.10, "http://192.168.1.64"]
      admin:
        password: {env: NVR_NEW}
        previousPassword: {env: NVR_OLD}
      deviceName: riverside
      network: {address: 10.20.30.10/24}
      users:
        - {name: guard, role: operator, password: {env: NVR_GUARD}}
      cameras:
        - {channel: 1, name: entrance, address: 10.20.30.21}
        - {channel: 2, name: dock, address: 10.20.30.22, record: {mode: motion}}
        - {channel: 4, name: gate, address: 10.20.30.24, serial: "0000007731"}
    """

  /// The declaration of the sample manifests, with one piece of the recorder's text replaced.
  static func declaration(replacing old: String = "", with new: String = "") throws -> RecorderDeclaration {
    let text = old.isEmpty ? recorder : recorder.replacing(old, with: new)
    let tree = ManifestTree(reading: [
      ManifestFile(name: "site.yaml", bytes: Array(site.utf8)),
      ManifestFile(name: "nvr-1.yaml", bytes: Array(text.utf8)),
    ])
    #expect(tree.diagnostics.filter { $0.severity == .error } == [])
    return try #require(tree.recorders.first)
  }

  static func result(
    _ goal: PlanRequest.Goal = .inPlace, of declaration: RecorderDeclaration? = nil, on snapshot: DeviceSnapshot? = nil,
    survey: ResetSurvey = survey
  ) throws -> PlanningResult {
    let declaration = try declaration ?? self.declaration()
    let plan = try Plan(
      for: PlanRequest(
        declaration: declaration,
        finding: .active(try snapshot ?? SampleRecorder.snapshot(), at: SampleRecorder.address),
        goal: goal, survey: survey, now: Date(timeIntervalSince1970: 1_769_860_800), tool: "1.0.0"))
    return PlanningResult(
      declaration: declaration, outcome: .success(plan), traffic: Traffic(reads: 9, writes: 0, logins: 1), seconds: 0.8)
  }

  static let survey = ResetSurvey(
    defaultAddress: AddressProbe(DeviceAddress(.http, "192.168.1.64"), answers: false), triesLeft: 5,
    storage: StorageSummary(disks: 1, capacity: 1_907_729, used: 1_500_000),
    oldestFootage: Date(timeIntervalSince1970: 1_760_000_000), exportsConfiguration: true)

  /// The text of some results.
  static func text(_ results: [PlanningResult], planFile: String? = nil) -> String {
    let text = PlanReportText(results: results, paths: ["sites/riverside"], planFile: planFile).text
    // The id changes with anything a plan holds, which other tests look at.
    return results.compactMap(\.plan?.id).reduce(text) { $0.replacing($1, with: "7f3c-91aa") }
  }
}
