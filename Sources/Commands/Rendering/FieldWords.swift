import Diagnostics
import Settings

/// Values of fields as people read them.
enum FieldWords {
  /// Switches on or off, text quoted, serials by their end.
  static func value(_ value: String, at path: String, of setting: String) -> String {
    let inert = InertText.of(ShortenedText.of(value))
    if path.hasSuffix(".serial") { return ShortSerial.text(inert) }
    let descriptions = SettingCatalog.setting(setting)?.fieldDescriptions ?? []
    switch descriptions.first(where: { $0.path == path })?.schema {
    case .boolean: return value == "true" ? "on" : value == "false" ? "off" : inert
    case .text: return "\"\(inert)\""
    case .list where value.isEmpty: return "(none)"
    case .integer, .choice, .list, .secret, nil: return inert
    }
  }

  /// A path without what goes without saying: `services.upnp` for `services.upnp.enabled`.
  static func path(_ path: String) -> String {
    path.hasSuffix(".enabled") ? String(path.dropLast(".enabled".count)) : path
  }
}
