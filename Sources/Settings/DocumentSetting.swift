package import Diagnostics
import Host
package import ISAPI
package import XML
package import YAML

/// A setting that is one document of the device.
package protocol DocumentSetting: Setting, EmptyInitializable {
  /// The resource that is read and written whole.
  static var endpoint: Endpoint { get }
  /// The element the fields are relative to: the root, or its first child of this name where the device wraps
  /// it in a list.
  static var subject: String { get }
  /// Manifest keys and their places in the document.
  static var fields: [Field<Self>] { get }
  /// Why the device cannot have this setting, by its capabilities; nil when it may.
  static func absence(by capabilities: XMLElement) -> String?
  /// Reports what is wrong with several fields taken together.
  static func check(_ value: Self, at places: [String: SourceRange], into bag: inout DiagnosticBag)
}

extension DocumentSetting {
  package static func absence(by capabilities: XMLElement) -> String? { nil }

  package static func check(_ value: Self, at places: [String: SourceRange], into bag: inout DiagnosticBag) {}

  package static var fieldDescriptions: [FieldDescription] { fields.map(\.description) }

  package static func decode(_ spec: Node, into bag: inout DiagnosticBag) -> DesiredSetting? {
    var value = Self()
    let wanted = FieldTable(fields).decode(spec, prefix: "", into: &value, &bag)
    guard !wanted.isEmpty else { return nil }
    check(value, at: Dictionary(wanted.map { ($0.path, $0.range) }) { first, _ in first }, into: &bag)
    return DesiredSetting(setting: key, items: [DesiredItem(fields: wanted)])
  }

  package static func resources(for desired: DesiredSetting, on snapshot: DeviceSnapshot) -> [Endpoint] {
    snapshot.capabilities.flatMap(absence) == nil ? [endpoint] : []
  }

  package static func compare(_ desired: DesiredSetting, with snapshot: DeviceSnapshot) -> [SettingFinding] {
    desired.items.flatMap { item in
      guard let root = snapshot[endpoint]?.root, let document = root.subject(named: subject) else {
        return [absent(item, reason: absenceReason(on: snapshot))]
      }
      return FieldTable(fields).compare(item, with: document, setting: key, prefix: "")
    }
  }

  package static func requests(
    for change: SettingChange, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> [Request] {
    guard var document = snapshot[endpoint] else {
      throw SettingNotWritable(setting: key, path: key, reason: absenceReason(on: snapshot))
    }
    try document.root.changeSubject(named: subject) { element in
      try FieldTable(fields).write(change.wanted, into: &element, setting: key, prefix: "", secrets: secrets)
    }
    return [.send(.put, endpoint, document)]
  }

  private static func absenceReason(on snapshot: DeviceSnapshot) -> String {
    if let reason = snapshot.capabilities.flatMap(absence) { return reason }
    if case .absent(let status, let subStatus) = snapshot.readings[endpoint] {
      return "the recorder answers \(status)\(subStatus.isEmpty ? "" : " \(subStatus)") for \(endpoint)"
    }
    return "the recorder has no such document"
  }

  private static func absent(_ item: DesiredItem, reason: String) -> SettingFinding {
    let paths = item.fields.map(\.path)
    return item.asksOnlyForOff
      ? .notApplicable(paths: paths, reason: reason) : .impossible(item: item, paths: paths, reason: reason)
  }
}

extension DesiredItem {
  /// Whether a device without the feature is as good as wanted: every switch is off, or there is none on.
  package var asksOnlyForOff: Bool {
    let switches = fields.filter { $0.path == "enabled" || $0.path.hasSuffix(".enabled") }
    return !switches.isEmpty && switches.allSatisfy { $0.value == .text("false") }
  }
}
