import Crypto
package import ISAPI
package import Settings

/// What the recorder has in the place of every declared field, as digests that a plan is bound to (design 5).
///
/// Planning and applying take them in the same way, so that a field that moved in between can be named.
package enum LiveFields {
  /// A short digest of each live field, by path; an item of a collection is named in brackets: `cameras[4].name`.
  package static func digests(
    of settings: [DesiredSetting], on snapshot: DeviceSnapshot
  ) -> [String: String] {
    var digests: [String: String] = [:]
    for desired in settings {
      guard let setting = SettingCatalog.setting(desired.setting) else { continue }
      for (path, text) in setting.compare(desired, with: snapshot).flatMap({ fields(in: $0, of: desired) }) {
        digests[path] = digest(text)
      }
    }
    return digests
  }

  /// The name of a field of one item.
  package static func name(_ path: String, item: String?) -> String {
    item.map { path.replacing("[]", with: "[\($0)]", maxReplacements: 1) } ?? path
  }

  private static func fields(in finding: SettingFinding, of desired: DesiredSetting) -> [(String, String)] {
    switch finding {
    case .same(let item, let paths):
      let wanted = desired.items.first { $0.item == item }
      return paths.map { (name($0, item: item), "=" + (wanted?[$0]?.value.text ?? "")) }
    case .change(let change):
      return change.fields.map { (name($0.path, item: change.wanted.item), $0.before.map { "=" + $0 } ?? "absent") }
    case .notApplicable(let paths, let reason): return paths.map { ($0, "not applicable: \(reason)") }
    case .impossible(let item, let paths, let reason):
      return paths.map { (name($0, item: item.item), "impossible: \(reason)") }
    case .unmanaged(let item, let summary): return [("\(desired.setting)[\(item)]", "unmanaged: \(summary)")]
    }
  }

  private static func digest(_ text: String) -> String {
    let hexDigits = Array("0123456789abcdef")
    return String(
      SHA256.hash(data: Array(text.utf8)).prefix(6).flatMap { [hexDigits[Int($0 >> 4)], hexDigits[Int($0 & 15)]] })
  }
}
