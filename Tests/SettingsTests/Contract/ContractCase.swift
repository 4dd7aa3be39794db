import Host
import ISAPI
import Settings
import Testing
import XML

/// One setting on one recorder: every promise is kept by all of them.
struct ContractCase: Sendable, CustomTestStringConvertible {
  let setting: any Setting.Type
  let recorder: FactoryRecorder

  static let all: [ContractCase] = SettingCatalog.all.flatMap { setting in
    FactoryRecorder.allCases.map { ContractCase(setting: setting, recorder: $0) }
  }

  var testDescription: String { "\(setting.key) on family \(recorder.rawValue)" }

  /// Fields beside the identity of an item.
  var fields: [FieldDescription] {
    let identity = (setting as? any CollectionSetting.Type).map { "\($0.collection)[].\($0.identity.key)" }
    return setting.fieldDescriptions.filter { $0.path != identity }
  }

  /// The setting with one field declared, once for each sample value.
  var singleFieldSpecs: [(field: FieldDescription, spec: SpecText)] {
    fields.flatMap { field in
      SampleValues.accepted(field).map { (field, SpecText([(field.path, $0)], identity: identity)) }
    }
  }

  /// The setting with all fields declared at once.
  var fullSpecs: [SpecText] {
    (0...2).map { variant in
      let values = fields.compactMap { field -> (String, String)? in
        let values = SampleValues.accepted(field)
        return values.isEmpty ? nil : (field.path, values[min(variant, values.count - 1)])
      }
      return SpecText(values, identity: identity)
    }
  }

  private var identity: String? { SampleValues.identity(of: setting) }

  static let secrets = ResolvedSecrets([.environment("NVR_TEST_SECRET"): Secret("correct horse 9!")])

  /// The changes that findings ask for; nil when something in them is impossible, so that no plan would be made.
  static func changes(_ findings: [SettingFinding]) -> [SettingChange]? {
    var changes: [SettingChange] = []
    for finding in findings {
      switch finding {
      case .change(let change): changes.append(change)
      case .impossible: return nil
      case .same, .notApplicable, .unmanaged, .remark: break
      }
    }
    return changes
  }

  /// The snapshot after all changes were written.
  func apply(_ changes: [SettingChange], to snapshot: DeviceSnapshot) throws -> DeviceSnapshot {
    try changes.reduce(snapshot) { snapshot, change in
      try snapshot.after(setting.requests(for: change, on: snapshot, secrets: Self.secrets))
    }
  }
}
