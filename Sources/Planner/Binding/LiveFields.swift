package import ISAPI
package import Settings
import XML

/// What the recorder has in the place of every declared field and in every document read, as digests that a plan is
/// bound to (design 5).
///
/// Planning and applying take them in the same way, so that a field that moved in between can be named.
package enum LiveFields {
  /// A short digest of each declared field by its name, such as `cameras[4].name`.
  package static func digests(of settings: [DesiredSetting], on snapshot: DeviceSnapshot) -> [String: String] {
    texts(of: settings, on: snapshot).mapValues(shortDigest)
  }

  /// The digests of the declared fields and of every element read besides, which is named by its resource and the
  /// way down to it: `/ISAPI/System/time timeMode`.
  package static func everything(
    behind settings: [DesiredSetting], on snapshot: DeviceSnapshot
  ) -> [String: String] {
    allTexts(behind: settings, on: snapshot).mapValues(shortDigest)
  }

  /// A short digest of each document that was read, without what changes by itself, by its resource.
  package static func documents(on snapshot: DeviceSnapshot) -> [String: String] {
    var digests: [String: String] = [:]
    for (endpoint, reading) in snapshot.readings {
      guard case .document = reading else { continue }
      let texts = DocumentFields.texts(of: reading, at: endpoint).sorted { $0.key < $1.key }
      digests[endpoint.target] = shortDigest(texts.map { "\($0.key)\u{0}\($0.value)\u{0}" }.joined())
    }
    return digests
  }

  /// The names of the fields whose text is of some kind.
  static func names(
    behind settings: [DesiredSetting], on snapshot: DeviceSnapshot, where isMeant: (String) -> Bool
  ) -> Set<String> {
    Set(allTexts(behind: settings, on: snapshot).filter { isMeant($0.value) }.keys)
  }

  /// The same digests, and one over everything at once.
  static func binding(
    of settings: [DesiredSetting], on snapshot: DeviceSnapshot
  ) -> (fields: [String: String], snapshot: String) {
    let texts = allTexts(behind: settings, on: snapshot)
    let sorted = texts.sorted { $0.key < $1.key }
    let digest = HexDigest.of(sorted.map { "\($0.key)\u{0}\($0.value)\u{0}" }.joined())
    return (texts.mapValues(shortDigest), digest)
  }

  /// The name of a field of one item.
  package static func name(_ path: String, item: String?) -> String {
    item.map { path.replacing("[]", with: "[\($0)]", maxReplacements: 1) } ?? path
  }

  /// The digest of the text of one field.
  static func shortDigest(_ text: String) -> String { String(HexDigest.of(text).prefix(12)) }

  private static func texts(of settings: [DesiredSetting], on snapshot: DeviceSnapshot) -> [String: String] {
    var texts: [String: String] = [:]
    for desired in settings {
      guard let setting = SettingCatalog.setting(desired.setting) else { continue }
      for (path, text) in setting.compare(desired, with: snapshot).flatMap({ fields(in: $0, of: setting, desired) }) {
        texts[path, default: ""] += text
      }
    }
    return texts
  }

  private static func allTexts(behind settings: [DesiredSetting], on snapshot: DeviceSnapshot) -> [String: String] {
    var texts = texts(of: settings, on: snapshot)
    for (endpoint, reading) in snapshot.readings {
      texts.merge(DocumentFields.texts(of: reading, at: endpoint)) { $1 }
    }
    return texts
  }

  private static func fields(
    in finding: SettingFinding, of setting: any Setting.Type, _ desired: DesiredSetting
  ) -> [(String, String)] {
    switch finding {
    case .same(let item, let paths):
      let wanted = desired.items.first { $0.item == item }
      return paths.map { (name($0, item: item), "=" + (wanted?[$0]?.value.text ?? "")) }
    case .change(let change):
      let present = change.action == .add ? "absent" : "empty"
      return change.fields.map { (name($0.path, item: change.wanted.item), $0.before.map { "=" + $0 } ?? present) }
    case .notApplicable(let paths, _): return paths.map { ($0, "not applicable") }
    case .impossible(let item, let paths, _):
      return paths.map { (name($0, item: item.item), "impossible") }
    case .unmanaged(let item, let summary): return [(setting.path(of: item), "unmanaged: \(summary)")]
    case .remark: return []
    }
  }
}

extension LiveFields {
  /// The names of the fields that are as some settings want them.
  static func asWanted(by settings: [DesiredSetting], on snapshot: DeviceSnapshot) -> Set<String> {
    let findings = settings.flatMap { desired in
      SettingCatalog.setting(desired.setting)?.compare(desired, with: snapshot) ?? []
    }
    return Set(
      findings.flatMap { finding -> [String] in
        if case .same(let item, let paths) = finding { paths.map { name($0, item: item) } } else { [] }
      })
  }
}
