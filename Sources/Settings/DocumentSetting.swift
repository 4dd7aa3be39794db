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
  /// it in a list or in a larger document.
  static var subject: String { get }
  /// The root that may stand around the element; one without it means that the device has none.
  static var container: String { get }
  /// Manifest keys and their places in the document.
  static var fields: [Field<Self>] { get }
  /// What a device must have for the document to be there.
  static var feature: Feature { get }
  /// What a device must have for one field of the document; nil where all that have the document have the field.
  static func feature(of path: String) -> Feature?
  /// Fields that follow from what a `spec` says elsewhere, for those it leaves out.
  static func implied(by spec: Node) -> [DesiredField]
  /// The fields that still mean something beside each other, such as none beside a switch that is off.
  static func effective(_ fields: [DesiredField], of value: Self) -> [DesiredField]
  /// Reports what is wrong with several fields taken together.
  static func check(_ value: Self, at places: [String: SourceRange], into bag: inout DiagnosticBag)
  /// A second look at the document, for what a table of fields cannot tell.
  static func examine(_ item: DesiredItem, value: Self, live: XMLElement, findings: [SettingFinding])
    -> [SettingFinding]
  /// A last look at what an export tells of the document.
  static func adjust(_ state: inout LiveState, from live: XMLElement)
  /// Where an element that stands inside a larger document is written.
  static func destination(of element: XMLElement) -> Endpoint
  /// The last touch to a document before it is sent, such as taking out what must not be echoed.
  static func finish(_ document: inout XMLElement)
}

extension DocumentSetting {
  package static var container: String { subject + "List" }

  package static var feature: Feature { Feature(key) }

  package static func feature(of path: String) -> Feature? { nil }

  package static func implied(by spec: Node) -> [DesiredField] { [] }

  package static func effective(_ fields: [DesiredField], of value: Self) -> [DesiredField] { fields }

  package static func check(_ value: Self, at places: [String: SourceRange], into bag: inout DiagnosticBag) {}

  package static func examine(
    _ item: DesiredItem, value: Self, live: XMLElement, findings: [SettingFinding]
  ) -> [SettingFinding] { findings }

  /// An item of a list is written at its own address: not every firmware takes the list (isapi.md 7.2).
  package static func destination(of element: XMLElement) -> Endpoint {
    element.text(at: "id").map(endpoint.item) ?? endpoint
  }

  package static func finish(_ document: inout XMLElement) {}

  package static func adjust(_ state: inout LiveState, from live: XMLElement) {}

  package static var fieldDescriptions: [FieldDescription] { fields.map(\.description) }

  package static func decode(_ spec: Node, into bag: inout DiagnosticBag) -> DesiredSetting? {
    var value = Self()
    var wanted = FieldTable(fields).decode(spec, prefix: "", into: &value, &bag)
    let missing = implied(by: spec).filter { spec.node(at: $0.path) == nil }
    if !missing.isEmpty {
      FieldTable(fields).restore(DesiredItem(fields: missing), prefix: "", into: &value)
      let all = DesiredItem(fields: wanted + missing)
      wanted = fields.compactMap { all[$0.path] }
    }
    guard !wanted.isEmpty else { return nil }
    check(value, at: Dictionary(wanted.map { ($0.path, $0.range) }) { first, _ in first }, into: &bag)
    return DesiredSetting(setting: key, items: [DesiredItem(fields: effective(wanted, of: value))])
  }

  package static func resources(for desired: DesiredSetting, on snapshot: DeviceSnapshot) -> [Endpoint] {
    snapshot.abilities.rulesOut(feature) ? [] : [endpoint]
  }

  package static func compare(_ desired: DesiredSetting, with snapshot: DeviceSnapshot) -> [SettingFinding] {
    desired.items.flatMap { item in
      guard let root = snapshot[endpoint]?.root else { return [absent(item, reason: absenceReason(on: snapshot))] }
      guard let document = root.subject(named: subject) else {
        if root.localName.lowercased() == container.lowercased() {
          return [absent(item, reason: "the recorder lists no \(subject)")]
        }
        // A document of another kind tells nothing, least of all that something is off.
        let reason = "the recorder answers with \"\(root.localName)\" for \(endpoint)"
        return [.impossible(item: item, paths: item.fields.map(\.path), reason: reason)]
      }
      var value = Self()
      FieldTable(fields).restore(item, prefix: "", into: &value)
      let findings = FieldTable(fields).compare(item, with: document, setting: key, prefix: "") { path in
        absence(of: path, on: snapshot)?.reason
      }
      return examine(item, value: value, live: document, findings: findings)
    }
  }

  package static func requests(
    for change: SettingChange, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> [Request] {
    guard var document = snapshot[endpoint], var element = document.root.subject(named: subject) else {
      throw SettingNotWritable(setting: key, path: key, reason: absenceReason(on: snapshot))
    }
    try FieldTable(fields).write(change.wanted, into: &element, setting: key, prefix: "", secrets: secrets)
    finish(&element)
    guard document.root.localName.lowercased() != subject.lowercased() else {
      document.root = element
      return [.send(.put, endpoint, document)]
    }
    return [.send(.put, destination(of: element), XMLDocument(root: element.standingAlone(in: document.root)))]
  }

  /// The feature behind the document as one that the device lacks; nil where it has it, or where nobody knows.
  static func absence(on snapshot: DeviceSnapshot) -> Absence? {
    let abilities = snapshot.abilities
    return abilities.absence(of: feature, by: abilities.ability(feature, shownBy: endpoint))
  }

  /// A field as one that the device is known to lack.
  private static func absence(of path: String, on snapshot: DeviceSnapshot) -> Absence? {
    feature(of: path).flatMap { snapshot.abilities.absence(of: $0) }
  }

  package static func origin(ofLacking path: String, on snapshot: DeviceSnapshot) -> Origin? {
    (absence(on: snapshot) ?? absence(of: path, on: snapshot))?.origin
      ?? (snapshot[endpoint] == nil ? nil : .answer(endpoint, says: nil))
  }

  private static func absenceReason(on snapshot: DeviceSnapshot) -> String {
    absence(on: snapshot)?.reason ?? "the recorder has no such document"
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
