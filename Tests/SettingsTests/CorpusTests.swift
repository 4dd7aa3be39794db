import ISAPI
import Settings
import TestSupport
import Testing
import XML

/// Real devices, all of them, whatever they are: every setting is read, changed field by field, and written back.
@Suite(.enabled(if: FixtureCorpus.isPresent, "not present")) struct CorpusTests {
  @Test(arguments: RecordedDevice.all)
  func `what a device holds of a setting is told, or it is said why not`(_ device: RecordedDevice) throws {
    let live = Self.snapshot(of: device)
    for setting in SettingCatalog.all where Self.isHeld(setting, on: live) {
      let state = setting.liveState(on: live, for: ExportContract.context)
      let told = Set(state.items.flatMap(\.fields).map(\.path) + state.omissions.map(\.path))
      #expect(!told.isEmpty, "\(setting.key)")
      // What a service would do if it were on is not worth telling.
      if state.items.first?.asksOnlyForOff == true { continue }
      for field in setting.fieldDescriptions where Self.isShown(field, by: setting, on: live) {
        #expect(told.contains(field.path), "\(field.path)")
      }
      #expect(state.omissions.allSatisfy { $0.reason.split(separator: " ").count >= 3 }, "\(state.omissions)")
    }
  }

  @Test(arguments: RecordedDevice.all)
  func `what a device has is exported so that it plans nothing`(_ device: RecordedDevice) throws {
    let live = Self.snapshot(of: device)
    for setting in SettingCatalog.all {
      let export = try ExportContract.proven(setting, on: live)
      for omission in export.omissions {
        #expect(!omission.reason.hasPrefix("the recorder does not show"), "\(setting.key): \(omission)")
      }
    }
  }

  @Test(arguments: RecordedDevice.all)
  func `a change of one field touches its own nodes and no other`(_ device: RecordedDevice) throws {
    let live = Self.snapshot(of: device)
    for setting in SettingCatalog.all where Self.isHeld(setting, on: live) {
      var trial = FieldTrial(setting, on: live, name: "\(device.name) \(setting.key)")
      try trial.tryAll()
      for item in setting.liveState(on: live, for: ExportContract.context).items {
        for field in item.fields where !Self.keepsItself(field) {
          let name = field.path + (item.item.map { " \($0)" } ?? "")
          #expect(trial.changed.contains(name) || trial.refused > 0, "\(device.name): nothing changes \(name)")
        }
      }
    }
  }

  @Test func `the corpus shows most settings, and most of their fields can be changed`() throws {
    var sent: [String: Int] = [:]
    for device in RecordedDevice.all {
      let live = Self.snapshot(of: device)
      for setting in SettingCatalog.all where Self.isHeld(setting, on: live) {
        var trial = FieldTrial(setting, on: live, name: "\(device.name) \(setting.key)")
        try trial.tryAll()
        sent[setting.key, default: 0] += trial.sent
      }
    }
    print("changes sent over \(RecordedDevice.all.count) devices:", sent.sorted { $0.key < $1.key })
    #expect(sent.count { $0.value > 0 } >= 10, "\(sent)")
    #expect(sent.values.reduce(0, +) >= 400, "\(sent)")
  }

  private static func snapshot(of device: RecordedDevice) -> DeviceSnapshot {
    device.snapshot { live in
      SettingCatalog.all.flatMap { $0.resources(for: DesiredSetting(setting: $0.key, items: []), on: live) }
    }
  }

  /// Whether a device shows a document of a setting, and an item where it is a list.
  private static func isHeld(_ setting: any Setting.Type, on live: DeviceSnapshot) -> Bool {
    switch setting {
    case let list as any CollectionSetting.Type:
      live[list.list].map { !list.liveItems(in: $0.root).isEmpty } ?? false
        && !list.liveState(on: live, for: ExportContract.context).items.isEmpty
    case let document as any DocumentSetting.Type:
      document.place(on: live).map { !$0.document.root.subjects(named: document.subject).isEmpty } ?? false
    default: false
    }
  }

  /// Whether the one place of a field holds something that could be told.
  private static func isShown(_ field: FieldDescription, by setting: any Setting.Type, on live: DeviceSnapshot) -> Bool
  {
    guard let document = setting as? any DocumentSetting.Type, let places = WrittenPlaces.of(field.path),
      let place = places.first(where: { !$0.contains("(") && !$0.hasPrefix("-") }), places.count <= 2,
      let root = document.place(on: live)?.document.root.subject(named: document.subject)
    else { return false }
    return !["", "0.0.0.0"].contains(root.text(at: XMLPath(place)) ?? "")
  }

  /// Whether no plan changes a field that a device has: what is never written, or has but one value.
  private static func keepsItself(_ field: DesiredField) -> Bool {
    field.value.isReference
      || ["cameras[].serial", "services.email.enabled", "services.websocket.port"].contains(field.path)
  }
}

extension DesiredValue {
  fileprivate var isReference: Bool { if case .secret = self { true } else { false } }
}
