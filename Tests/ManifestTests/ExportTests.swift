import Diagnostics
import FoundationEssentials
import ISAPI
import Manifest
import Settings
import TestSupport
import Testing
import XML

/// Live recorders as manifests that hold.
@Suite struct ExportTests {
  @Test func `a recorder in use is written as a person would write it`() throws {
    let export = try ManifestExport([Self.recorder(try SampleRecorder.snapshot())])
    try GoldenFile.expect(export.text, equals: "export.yaml")
  }

  @Test func `several recorders share a profile with what all of them have, and nothing else`() throws {
    let other = DeviceIdentity(
      serial: "DS-7608NI-K2/8P0820200101CCRR0123454822WCVU", model: "DS-7608NI-K2/8P", mac: "44:19:b6:00:a0:40",
      firmware: "V4.30.085", firmwareReleased: "build 200916")
    let changes = SampleRecorder.document(
      "/ISAPI/System/Network/interfaces/1", replacing: "10.20.30.10<", with: "10.20.30.11<")
    var second = Self.recorder(try SampleRecorder.snapshot(identity: other, changes: changes))
    second.name = "nvr-2"
    second.addresses = [DeviceAddress(.http, "10.20.30.11", port: 8080)]
    let export = try ManifestExport([Self.recorder(try SampleRecorder.snapshot()), second])
    try GoldenFile.expect(export.text, equals: "export-two.yaml")
    let tree = Self.read(export)
    #expect(tree.recorders.map(\.name) == ["nvr-1", "nvr-2"])
    for (recorder, snapshot) in zip(
      tree.recorders, [try SampleRecorder.snapshot(), try SampleRecorder.snapshot(identity: other, changes: changes)])
    {
      #expect(Self.changes(recorder, snapshot) == [])
    }
  }

  @Test func `what is asked for is told, with what finds the recorder again`() throws {
    let selection = try ExportSelection(["cameras.name", "time.zone"])
    let export = try ManifestExport([Self.recorder(try SampleRecorder.snapshot())], only: selection)
    let recorder = try #require(Self.read(export).recorders.first)
    let paths = Set(recorder.settings.flatMap(\.items).flatMap(\.fields).map(\.path))
    #expect(paths == ["admin.username", "admin.password", "cameras[].name", "time.zone"])
    #expect(recorder.identity.serial == SampleRecorder.identity.serial)
    #expect(selection.settings.map { $0.key } == ["clock", "cameras"])
  }

  @Test func `what a snapshot masks is left out, and named`() throws {
    let documents = SampleRecorder.documents.mapValues { text in
      text.replacing("<userName>admin</userName><streamType>", with: "<userName>installer</userName><streamType>")
    }
    let recorded = RecordedSnapshot(
      sanitising: documents.mapValues { RecordedAnswer(status: 200, body: Array($0.utf8)) },
      of: SampleRecorder.identity, at: Date(timeIntervalSince1970: 1_770_000_000), tool: "1.0.0")
    #expect(!recorded.masked.isEmpty)
    var recorder = Self.recorder(recorded.snapshot())
    recorder.file = "the snapshot r.nvrsnap of 2026-02-02 02:40 UTC"
    let export = try ManifestExport([recorder])
    #expect(!export.text.contains("masked-"), "\(export.text)")
    #expect(export.text.contains("cameras[].username of channel 1, 2, 5: it is masked in the snapshot"))
    #expect(Self.changes(try #require(Self.read(export).recorders.first), recorded.snapshot()) == [])
  }

  @Test func `a default is what cameras share and no camera would have without it`() throws {
    // One camera at another port, and one of which nobody knows the protocol.
    let path: Endpoint = "/ISAPI/ContentMgmt/InputProxy/channels"
    let changes = SampleRecorder.document(
      path, replacing: "<ipAddress>10.20.30.22</ipAddress><managePortNo>8000",
      with: "<ipAddress>10.20.30.22</ipAddress><managePortNo>8001")
    let text = try #require(changes[path] ?? nil)
    var strange = text
    strange.replaceSubrange(
      try #require(text.firstRange(of: "<proxyProtocol>HIKVISION")), with: "<proxyProtocol>?STRANGE")
    let snapshot = try SampleRecorder.snapshot(changes: [path: strange])
    let export = try ManifestExport([Self.recorder(snapshot)])
    let recorder = try #require(Self.read(export).recorders.first)
    #expect(Self.changes(recorder, snapshot) == [])
    let defaults = try #require(export.text.firstRange(of: "  cameraDefaults:\n"))
    let lines = export.text[defaults.upperBound...].split(separator: "\n").prefix { $0.hasPrefix("    ") }
    #expect(lines.contains("    port: 8000"), "\(export.text)")
    #expect(!lines.contains { $0.contains("protocol") })
    #expect(export.text.contains("port: 8001\n"))
  }

  @Test(arguments: ["camera", "time.zon", "identity.serial", "admin.password", ""])
  func `a key that no setting has is refused`(_ path: String) {
    #expect(throws: ExportSelection.UnknownKey.self) { try ExportSelection([path]) }
  }

  @Test func `what manifests refuse between values is left out with the reason`() throws {
    // Two lenses of one camera: the manifest refuses the second address, and the second serial.
    let changes = SampleRecorder.document(
      "/ISAPI/ContentMgmt/InputProxy/channels", replacing: "10.20.30.22", with: "10.20.30.21")
    let export = try ManifestExport([Self.recorder(try SampleRecorder.snapshot(changes: changes))])
    #expect(
      export.omissions.flatMap(\.omissions).contains {
        $0.path == "cameras[].address" && $0.item == "2" && $0.reason == "the address 10.20.30.21 is used twice"
      })
    #expect(Self.read(export).recorders[0].settings.contains { $0.setting == "cameras" })
  }

  @Test(arguments: [
    "\u{1B}[2Jgate", "a: b # c", "\" quote", "- item", "null", "e\u{301}\u{301}", "\u{202E}txt", "{x}", "a\nb", "NaN",
    "\u{FFFE}", "*anchor", "🙂",
  ])
  func `names of a device come out as safe text or not at all`(_ name: String) throws {
    var snapshot = try SampleRecorder.snapshot()
    for (endpoint, path) in [
      (Endpoint.deviceInfo, "deviceName" as XMLPath), (.deviceInfo, "model"), (.deviceInfo, "firmwareVersion"),
      ("/ISAPI/ContentMgmt/InputProxy/channels", "InputProxyChannel/name"),
      ("/ISAPI/Security/users", "User/userName"), ("/ISAPI/System/time", "timeZone"),
    ] {
      guard var document = snapshot[endpoint] else { continue }
      document.root.setText(name, at: path)
      snapshot.readings[endpoint] = .document(document)
    }
    snapshot.identity.model = name
    snapshot.identity.firmware = name
    let export = try ManifestExport([Self.recorder(snapshot)])
    #expect(!export.text.unicodeScalars.contains { $0 != "\n" && InertText.isActive($0) })
    let recorder = try #require(Self.read(export).recorders.first)
    #expect(Self.changes(recorder, snapshot) == [])
    let written = recorder.settings.flatMap(\.items).flatMap(\.fields).first { $0.path == "deviceName" }
    // What XML cannot hold is another character on the recorder already.
    let live = snapshot[Endpoint.deviceInfo]?.root.text(at: "deviceName") ?? ""
    #expect(written == nil || written?.value == .text(live))
  }

  @Test(.enabled(if: FixtureCorpus.isPresent, "not present"), arguments: RecordedDevice.all)
  func `real devices come out as manifests that plan nothing`(_ device: RecordedDevice) throws {
    let snapshot = device.snapshot { live in
      SettingCatalog.all.flatMap { $0.resources(for: DesiredSetting(setting: $0.key, items: []), on: live) }
    }
    let export = try ManifestExport([Self.recorder(snapshot)])
    let tree = Self.read(export)
    let recorder = try #require(tree.recorders.first)
    #expect(Self.changes(recorder, snapshot) == [])
    // Every channel is told of, however little of it may be declared.
    let channels = Cameras.liveItems(on: snapshot).count
    #expect((recorder.settings.first { $0.setting == Cameras.key }?.items.count ?? 0) == channels)
  }

  private static func recorder(_ snapshot: DeviceSnapshot) -> ExportedRecorder {
    ExportedRecorder(
      name: "nvr-1", addresses: [SampleRecorder.address], username: "admin", passwordVariable: "NVR_ADMIN",
      snapshot: snapshot)
  }

  /// The export as validation reads it.
  private static func read(_ export: ManifestExport) -> ManifestTree {
    let tree = ManifestTree(reading: [ManifestFile(name: "nvr.yaml", bytes: Array(export.text.utf8))])
    let report = DiagnosticReport(sources: tree.sources).text(of: tree.diagnostics)
    #expect(!tree.hasErrors, "\(report)")
    return tree
  }

  /// What a plan would write or refuse.
  private static func changes(_ recorder: RecorderDeclaration, _ snapshot: DeviceSnapshot) -> [String] {
    recorder.settings.flatMap { desired in
      (SettingCatalog.setting(desired.setting)?.compare(desired, with: snapshot) ?? []).compactMap { finding in
        switch finding {
        case .change, .impossible: "\(finding)"
        case .same, .notApplicable, .unmanaged, .remark: nil
        }
      }
    }
  }
}
