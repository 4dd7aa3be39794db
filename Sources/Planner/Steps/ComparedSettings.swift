import ISAPI
import Settings

/// Every finding about the declared settings of one recorder, sorted by what follows from it.
struct ComparedSettings {
  /// A change with the setting that makes it.
  struct Change {
    var setting: any Setting.Type
    var change: SettingChange
  }

  private(set) var changes: [Change] = []
  private(set) var sameCount = 0
  private(set) var unmanaged: [Plan.Unmanaged] = []
  private(set) var notApplicable: [Plan.NotApplicable] = []
  private(set) var impossible: [Plan.Impossible] = []
  private(set) var remarks: [Plan.Remark] = []

  /// Compares in the order of the declaration, which is that of the catalogue.
  init(_ settings: [DesiredSetting], with snapshot: DeviceSnapshot) {
    for desired in settings {
      guard let setting = SettingCatalog.setting(desired.setting) else { continue }
      let findings = setting.compare(desired, with: snapshot)
      // What goes first makes room: a recorder refuses an address that another channel has (isapi.md 7.2).
      for finding in findings.filter(\.isRemoval) + findings.filter({ !$0.isRemoval }) {
        add(finding, of: setting, on: snapshot)
      }
    }
    changes = changes.enumerated()
      .sorted { ($0.element.setting.stage, $0.offset) < ($1.element.setting.stage, $1.offset) }
      .map(\.element)
  }

  private mutating func add(_ finding: SettingFinding, of setting: any Setting.Type, on snapshot: DeviceSnapshot) {
    switch finding {
    case .change(let change): changes.append(Change(setting: setting, change: change))
    case .same(_, let paths): sameCount += paths.count
    case .notApplicable(let paths, let reason):
      let origin = paths.first.flatMap { setting.origin(ofLacking: $0, on: snapshot) }
      notApplicable.append(Plan.NotApplicable(paths: paths, reason: reason, origin: origin))
    case .impossible(let item, let paths, let reason):
      let named = paths.map { LiveFields.name($0, item: item.item) }
      impossible.append(Plan.Impossible(item: item, paths: named, reason: reason))
    case .unmanaged(let item, let summary):
      unmanaged.append(Plan.Unmanaged(path: setting.path(of: item), summary: summary))
    case .remark(let item, let text):
      remarks.append(Plan.Remark(path: setting.path(of: item), text: text, isWarning: true))
    }
  }
}

extension SettingFinding {
  fileprivate var isRemoval: Bool { if case .change(let change) = self { change.action == .remove } else { false } }
}

extension Setting {
  /// The list its items stand in, nil for a setting that is one document.
  static var collectionKey: String? { (self as? any CollectionSetting.Type)?.collection }

  /// How an item is named: `cameras[5]`, `users.guest`; the setting itself where it has none.
  static func path(of item: String?) -> String {
    guard let item else { return key }
    let list = collectionKey ?? key
    return item.allSatisfy { $0.isASCII && $0.isNumber } ? "\(list)[\(item)]" : "\(list).\(item)"
  }
}
