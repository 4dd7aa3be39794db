import Diagnostics
import ISAPI
import Settings
import Testing
import XML
import YAML

/// What is exported declares the device as it is: read again it is accepted, and compared again it plans nothing.
@Suite struct ExportContract {
  @Test(arguments: ContractCase.all)
  func `what a factory recorder has is exported so that it plans nothing`(_ contract: ContractCase) throws {
    let live = try contract.recorder.snapshot
    let export = try Self.proven(contract.setting, on: live)
    #expect(export.omissions.allSatisfy { !$0.reason.isEmpty })
  }

  // The account in use is known to whoever exports.
  @Test(arguments: ContractCase.all.filter { $0.setting.key != "admin" })
  func `whatever can be declared and written is exported again, value by value`(_ contract: ContractCase) throws {
    let live = try contract.recorder.snapshot
    for spec in contract.fullSpecs + contract.singleFieldSpecs.map(\.spec) {
      let desired = try spec.desired(of: contract.setting)
      guard let changes = ContractCase.changes(contract.setting.compare(desired, with: live)) else { continue }
      let after = try contract.apply(changes, to: live)
      let export = try Self.proven(contract.setting, on: after)
      let told = try Self.desired(contract.setting, export)
      let lacking = Self.lacking(contract.setting.compare(desired, with: after))
      for item in desired.items {
        let found = told?.items.first { $0.item == item.item }
        for field in item.fields
        where !lacking.contains(field.path) && !Self.isUntold(field, on: export) && !Self.isMoot(field, beside: found) {
          let value = found?[field.path]?.value
          // A zone comes back as one of those that share its rule, and a secret never comes back.
          if field.path == "time.zone" || field.value.isSecret { continue }
          #expect(
            value == field.value || Self.means(value, field.value),
            "\(spec.text): \(field.path) \(field.value) comes back as \(String(describing: value)): \(export.omissions)"
          )
        }
      }
    }
  }

  @Test(arguments: ContractCase.all)
  func `no text of a device breaks out of an export`(_ contract: ContractCase) throws {
    let nothing = DesiredSetting(setting: contract.setting.key, items: [])
    var live = try contract.recorder.snapshot
    let own = Set(contract.setting.resources(for: nothing, on: live))
    live.readings = live.readings.filter { own.contains($0.key) }
    for text in Self.hostileTexts { _ = try Self.proven(contract.setting, on: live.withEveryText(text)) }
  }

  @Test func `zones are found back from their rules, the one that most people mean first`() throws {
    for (text, zone) in [
      ("CST-8:00:00", "Asia/Shanghai"), ("CST+0:00:00", "Etc/UTC"), ("CST-5:30:00", "Asia/Kolkata"),
      ("CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00", "Europe/Berlin"),
      ("CST+5:00:00DST01:00:00,M3.2.0/02:00:00,M11.1.0/02:00:00", "America/New_York"),
    ] {
      var live = try FactoryRecorder.b.snapshot
      guard case .document(var document)? = live.readings[Clock.endpoint] else { continue }
      document.root.setText(text, at: "timeZone")
      live.readings[Clock.endpoint] = .document(document)
      let export = Clock.export(from: live, for: Self.context)
      #expect(export.spec["time"]?["zone"]?.text == zone)
    }
  }

  @Test func `users and cameras are named with variables for their secrets, and plug and play is left to itself`()
    throws
  {
    let live = try FactoryRecorder.b.snapshot
    let users = Users.export(from: live, for: Self.context).spec["users"]?.items ?? []
    #expect(users.map { $0["name"]?.text } == ["guard"])
    #expect(users.first?["password"]?["env"]?.text == "NVR_1_USER_GUARD")
    let cameras = Cameras.export(from: live, for: Self.context).spec["cameras"]?.items ?? []
    #expect(cameras.map { $0["channel"]?.integer } == [1, 2])
    #expect(cameras.first?["password"]?["env"]?.text == "NVR_1_CAMERA_1")
    #expect(cameras.last?.entries?.map(\.name) == ["channel", "name", "serial"])
  }

  static let context = ExportContext(account: "admin", variables: "NVR_1")

  private static let hostileTexts = [
    "", " ", "\u{1B}[31mred", "a\nb: c", "\u{202E}abc", "null", "~", "nan", "0x10", "- a", "{a: b}", "\"", "'", "#",
    "*a", "!tag", "true", "12", "-1", "1e9", "\u{FEFF}", "e\u{301}", String(repeating: "x", count: 300), "a: b", "a #b",
    "\u{0}", "\u{85}", "😀", "99999999999999999999", "0.0.0.0", "255.255.255.255",
  ]

  /// The export, after it was read and compared again.
  static func proven(_ setting: any Setting.Type, on live: DeviceSnapshot) throws -> SettingExport {
    let export = setting.export(from: live, for: context)
    if let desired = try desired(setting, export) {
      let changes = ContractCase.changes(setting.compare(desired, with: live))
      #expect(changes == [], "\(setting.key): \(BlockText().text(of: export.spec))")
    }
    return export
  }

  /// What an export declares when its text is read.
  private static func desired(_ setting: any Setting.Type, _ export: SettingExport) throws -> DesiredSetting? {
    let text = BlockText().text(of: export.spec)
    let stream = DocumentStream(parsing: Array(text.utf8), file: "export.yaml")
    try #require(stream.diagnostics.isEmpty, "\(text)")
    var bag = DiagnosticBag()
    let desired = setting.decode(try #require(stream.documents.first), into: &bag)
    try #require(bag.isEmpty, "\(text): \(bag.sorted.map(\.message))")
    return desired
  }

  /// The fields that the device has no place for, and that are wanted off.
  private static func lacking(_ findings: [SettingFinding]) -> [String] {
    findings.flatMap { if case .notApplicable(let paths, _) = $0 { paths } else { [String]() } }
  }

  /// Whether the export says itself that it does not tell a field, or the field asks for something not to be there.
  private static func isUntold(_ field: DesiredField, on export: SettingExport) -> Bool {
    field.isOff || export.omissions.contains { $0.path == field.path }
  }

  /// Whether the field belongs to something that is off, of which nothing else is told.
  private static func isMoot(_ field: DesiredField, beside item: DesiredItem?) -> Bool {
    let parts = field.path.split(separator: ".")
    return parts.indices.dropFirst().contains { end in
      item?[parts[..<end].joined(separator: ".") + ".enabled"]?.value == .text("false")
    }
  }

  /// Whether two texts mean the same: the long serial and the short one.
  private static func means(_ live: DesiredValue?, _ wanted: DesiredValue) -> Bool {
    live?.text.hasSuffix(wanted.text) ?? (wanted.text == "")
  }
}

extension DesiredValue {
  fileprivate var isSecret: Bool { if case .secret = self { true } else { false } }
}
