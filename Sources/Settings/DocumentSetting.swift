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
  /// The document on a device, wherever it keeps it; nil where it has none or it was not read.
  static func place(on snapshot: DeviceSnapshot) -> DocumentPlace?
  /// Which of several elements an item is about, each to be brought to the same end; the first shows how it stands.
  static func chosen(among subjects: [XMLElement], for item: DesiredItem?) -> [XMLElement]
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
  static func destination(of element: XMLElement, in place: DocumentPlace) -> Endpoint
  /// The last touch to a document before it is sent, such as taking out what must not be echoed.
  static func finish(_ document: inout XMLElement)
}

/// Where a device keeps a document, with what it holds.
package struct DocumentPlace: Sendable, Hashable {
  package var document: XMLDocument
  package var endpoint: Endpoint
}

extension DocumentSetting {
  package static var container: String { subject + "List" }

  package static var feature: Feature { Feature(key) }

  package static func feature(of path: String) -> Feature? { nil }

  package static func place(on snapshot: DeviceSnapshot) -> DocumentPlace? {
    snapshot[endpoint].map { DocumentPlace(document: $0, endpoint: endpoint) }
  }

  package static func chosen(among subjects: [XMLElement], for item: DesiredItem?) -> [XMLElement] {
    Array(subjects.prefix(1))
  }

  package static func implied(by spec: Node) -> [DesiredField] { [] }

  package static func effective(_ fields: [DesiredField], of value: Self) -> [DesiredField] { fields }

  package static func check(_ value: Self, at places: [String: SourceRange], into bag: inout DiagnosticBag) {}

  package static func examine(
    _ item: DesiredItem, value: Self, live: XMLElement, findings: [SettingFinding]
  ) -> [SettingFinding] { findings }

  /// An item of a list is written at its own address: not every firmware takes the list (isapi.md 7.2).
  package static func destination(of element: XMLElement, in place: DocumentPlace) -> Endpoint {
    let id = element.text(at: "id") ?? ""
    return id.isEmpty || place.endpoint.path.hasSuffix("/" + id) ? place.endpoint : place.endpoint.item(id)
  }

  package static func finish(_ document: inout XMLElement) {}

  package static func adjust(_ state: inout LiveState, from live: XMLElement) {}

  package static var fieldDescriptions: [FieldDescription] { fields.map(\.description) }

  package static func decode(_ spec: Node, into bag: inout DiagnosticBag) -> DesiredSetting? {
    decodeFields(of: spec, into: &bag)
  }

  /// What a `spec` asks by the table of fields.
  static func decodeFields(of spec: Node, into bag: inout DiagnosticBag) -> DesiredSetting? {
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
    compareFields(of: desired, with: snapshot)
  }

  /// What differs by the table of fields.
  static func compareFields(of desired: DesiredSetting, with snapshot: DeviceSnapshot) -> [SettingFinding] {
    desired.items.flatMap { item in
      guard let root = place(on: snapshot)?.document.root else {
        return [absent(item, reason: absenceReason(on: snapshot))]
      }
      guard let document = chosen(among: root.subjects(named: subject), for: item).first else {
        if root.isNamed(container) { return [absent(item, reason: "the recorder lists no \(subject)")] }
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
    try documentRequests(for: change, on: snapshot, secrets: secrets)
  }

  /// The documents with every wanted field in them; `touch` has the last word.
  static func documentRequests(
    for change: SettingChange, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets,
    touch: (inout XMLElement) -> Void = { _ in }
  ) throws -> [Request] {
    guard let place = place(on: snapshot) else {
      throw SettingNotWritable(setting: key, path: key, reason: absenceReason(on: snapshot))
    }
    let subjects = chosen(among: place.document.root.subjects(named: subject), for: change.wanted)
    if subjects.isEmpty { throw SettingNotWritable(setting: key, path: key, reason: absenceReason(on: snapshot)) }
    return try subjects.map { live in
      var element = live
      try FieldTable(fields).write(change.wanted, into: &element, setting: key, prefix: "", secrets: secrets)
      finish(&element)
      touch(&element)
      let isWhole = place.document.root.isNamed(subject)
      let destination = isWhole ? place.endpoint : destination(of: element, in: place)
      guard destination == place.endpoint else { return .send(.put, destination, place.document.part(element)) }
      // What has no address of its own is written with everything that stands around it.
      var document = place.document
      document.root.modifySubjects(named: subject) { if $0 == live { $0 = element } }
      return .send(.put, destination, document)
    }
  }

  /// The feature behind the document as one that the device lacks; nil where it has it, or where nobody knows.
  static func absence(on snapshot: DeviceSnapshot) -> Absence? {
    let abilities = snapshot.abilities
    // What is not at one resource may be at another.
    if place(on: snapshot) != nil { return abilities.absence(of: feature) }
    return abilities.absence(of: feature, by: abilities.ability(feature, shownBy: endpoint))
  }

  /// A field as one that the device is known to lack.
  private static func absence(of path: String, on snapshot: DeviceSnapshot) -> Absence? {
    feature(of: path).flatMap { snapshot.abilities.absence(of: $0) }
  }

  package static func origin(ofLacking path: String, on snapshot: DeviceSnapshot) -> Origin? {
    (absence(on: snapshot) ?? absence(of: path, on: snapshot))?.origin
      ?? (place(on: snapshot) == nil ? nil : .answer(endpoint, says: nil))
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
