package import Diagnostics
import Host
package import ISAPI
package import XML
package import YAML

/// A setting that is a list of items matched by identity: cameras by channel, users by name.
package protocol CollectionSetting: Setting, EmptyInitializable {
  /// The manifest key of the list, such as `cameras`.
  static var collection: String { get }
  /// The key of an item's identity and how it is written.
  static var identity: ItemIdentity { get }
  /// Manifest keys below an item and their places in the item's element.
  static var fields: [Field<Self>] { get }
  /// The resource that lists the items.
  static var list: Endpoint { get }
  /// The root of that list.
  static var container: String { get }
  /// The items of the live list: identity and element.
  static func liveItems(in list: XMLElement) -> [LiveItem]
  /// The items of all lists there are.
  static func liveItems(on snapshot: DeviceSnapshot) -> [LiveItem]
  /// Whether items are added and removed here, or by another setting of the same list.
  static var ownsMembership: Bool { get }
  /// The resource of one live item.
  static func endpoint(of live: LiveItem) -> Endpoint
  /// What of a wanted item is ours to write into a live one.
  static func managed(_ item: DesiredItem, on live: LiveItem) -> DesiredItem
  /// Whether an item is one that manifests may declare.
  static func isExported(_ live: LiveItem, for context: ExportContext) -> Bool
  /// Whether an export tells of a field of an item.
  static func isTold(_ path: String, of live: LiveItem) -> Bool
  /// Why an item cannot be added; nil when it can.
  static func obstacle(toAdding item: DesiredItem, on snapshot: DeviceSnapshot) -> String?
  /// The request that adds an item, with the wanted fields already read; nil when it cannot be added.
  static func addition(_ item: DesiredItem, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets) throws -> Request?
  /// A second look at an item that is there, for what a table of fields cannot tell.
  static func examine(_ item: DesiredItem, live: LiveItem, findings: [SettingFinding], among all: [LiveItem])
    -> [SettingFinding]
  /// The last touch to an item before it is sent.
  static func finish(_ element: inout XMLElement, from live: XMLElement)
  /// The requests that remove an item.
  static func removal(of live: LiveItem, in list: XMLElement) -> [Request]
  /// Whether a live item that no manifest names may be removed.
  static func isRemovable(_ live: LiveItem) -> Bool
  /// How an item that no manifest names is shown.
  static func summary(of live: LiveItem) -> String
  /// Reports what is wrong with several fields of an item taken together.
  static func check(_ item: DesiredItem, value: Self, at range: SourceRange, into bag: inout DiagnosticBag)
}

/// The key that tells the items of a list apart.
package struct ItemIdentity: Sendable {
  /// The manifest key, such as `channel`.
  package let field: FieldDescription
  let decode: @Sendable (Node, inout DiagnosticBag) -> String?

  /// An identity of some type; `key` is the key below the item.
  package init<Value>(_ key: String, in collection: String, _ type: ValueType<Value>, _ documentation: String) {
    field = FieldDescription("\(collection)[].\(key)", type.schema, documentation)
    decode = { node, bag in type.decode(node, &bag).map(type.text) }
    self.key = key
  }

  /// The key below the item.
  package let key: String
}

/// An item as the device has it.
package struct LiveItem: Sendable, Hashable {
  /// The identity as manifests write it.
  package var identity: String
  package var element: XMLElement
  /// The list it stands in, nil for that of the setting.
  package var list: Endpoint?

  package init(identity: String, element: XMLElement, list: Endpoint? = nil) {
    self.identity = identity
    self.element = element
    self.list = list
  }
}

extension CollectionSetting {
  package static func liveItems(on snapshot: DeviceSnapshot) -> [LiveItem] {
    snapshot[list].map { liveItems(in: $0.root) } ?? []
  }

  package static func examine(
    _ item: DesiredItem, live: LiveItem, findings: [SettingFinding], among all: [LiveItem]
  ) -> [SettingFinding] { findings }

  package static func managed(_ item: DesiredItem, on live: LiveItem) -> DesiredItem { item }

  package static func isExported(_ live: LiveItem, for context: ExportContext) -> Bool { true }

  package static func isTold(_ path: String, of live: LiveItem) -> Bool { true }

  package static func obstacle(toAdding item: DesiredItem, on snapshot: DeviceSnapshot) -> String? { nil }

  package static func finish(_ element: inout XMLElement, from live: XMLElement) {}

  package static func removal(of live: LiveItem, in list: XMLElement) -> [Request] {
    [Request(.delete, endpoint(of: live))]
  }

  package static func isRemovable(_ live: LiveItem) -> Bool { true }

  package static func check(
    _ item: DesiredItem, value: Self, at range: SourceRange, into bag: inout DiagnosticBag
  ) {}

  /// What stands before an item's field paths in plans.
  package static var prefix: String { "\(collection)[]." }

  package static var fieldDescriptions: [FieldDescription] {
    [identity.field]
      + fields.map {
        FieldDescription(prefix + $0.path, $0.description.schema, $0.description.documentation)
      }
  }

  package static func decode(_ spec: Node, into bag: inout DiagnosticBag) -> DesiredSetting? {
    decodeItems(spec, into: &bag)
  }

  /// What the list of a merged `spec` asks for, item by item.
  static func decodeItems(_ spec: Node, into bag: inout DiagnosticBag) -> DesiredSetting? {
    guard let node = spec[collection], let nodes = node.items else { return nil }
    var first: [String: Node] = [:]
    let items = nodes.compactMap { node -> DesiredItem? in
      guard node.entries != nil else { return nil }
      guard let identityNode = node[identity.key] else {
        bag.report(.missingIdentity(identity.key, at: node.range))
        return nil
      }
      guard let name = identity.decode(identityNode, &bag) else { return nil }
      if let earlier = first.updateValue(identityNode, forKey: name) {
        bag.report(.declaredTwice(identity.key, name, at: identityNode.range, first: earlier.range))
        return nil
      }
      var value = Self()
      let wanted = FieldTable(fields).decode(node, prefix: prefix, into: &value, &bag)
      let item = DesiredItem(item: name, fields: wanted)
      check(item, value: value, at: node.range, into: &bag)
      return item
    }
    // An item of which nothing is asked here is the business of the setting that owns the list.
    let asked = ownsMembership ? items : items.filter { !$0.fields.isEmpty }
    return asked.isEmpty && !ownsMembership ? nil : DesiredSetting(setting: key, items: asked)
  }

  package static func resources(for desired: DesiredSetting, on snapshot: DeviceSnapshot) -> [Endpoint] { [list] }

  package static func compare(_ desired: DesiredSetting, with snapshot: DeviceSnapshot) -> [SettingFinding] {
    compareItems(desired, with: snapshot)
  }

  /// What differs, item by item, and what is there beside them.
  static func compareItems(_ desired: DesiredSetting, with snapshot: DeviceSnapshot) -> [SettingFinding] {
    guard let document = snapshot[list] else {
      return desired.items.map { item in
        let paths = item.fields.map(\.path)
        let reason = "the recorder answers nothing for \(list)"
        return item.fields.allSatisfy(\.isOff)
          ? .notApplicable(paths: paths, reason: reason) : .impossible(item: item, paths: paths, reason: reason)
      }
    }
    if let reason = strangeness(of: document.root) {
      return desired.items.map { .impossible(item: $0, paths: $0.fields.map(\.path), reason: reason) }
    }
    let live = liveItems(on: snapshot)
    let kept = Set(desired.items.compactMap(\.item) + desired.spared)
    return desired.items.flatMap { compare($0, among: live, on: snapshot) }
      + (ownsMembership ? live.filter { !kept.contains($0.identity) }.compactMap { extra($0, desired.unmanaged) } : [])
  }

  /// Why a document is not the list: one of another kind tells nothing, least of all that there are no items.
  private static func strangeness(of root: XMLElement) -> String? {
    guard !root.isNamed(container), liveItems(in: root).isEmpty else { return nil }
    return "the recorder answers with \"\(root.localName)\" for \(list)"
  }

  private static func compare(
    _ item: DesiredItem, among live: [LiveItem], on snapshot: DeviceSnapshot
  ) -> [SettingFinding] {
    guard let found = live.first(where: { $0.identity == item.item }) else {
      if let reason = obstacle(toAdding: item, on: snapshot) {
        let paths = ownsMembership ? [collection + "[]"] : item.fields.map(\.path)
        return [.impossible(item: item, paths: paths, reason: reason)]
      }
      // What belongs to an item of another setting comes with it: a camera brings its track.
      let fields = item.fields.map { FieldChange(path: $0.path, before: nil, after: $0.value.text) }
      return [
        .change(
          SettingChange(setting: key, action: ownsMembership ? .add : .change, wanted: item, fields: fields))
      ]
    }
    let ours = managed(item, on: found)
    let findings = FieldTable(fields).compare(ours, with: found.element, setting: key, prefix: prefix)
      .map { $0.wanting(item) }
    let examined = examine(
      item, live: found, findings: findings.isEmpty ? [.same(item: item.item, paths: [])] : findings, among: live)
    if found.element.text(at: "id") ?? "" != "" { return examined }
    // What has no number has no address of its own either.
    let changed = examined.flatMap {
      if case .change(let change) = $0 { change.fields.map(\.path) } else { [String]() }
    }
    return changed.isEmpty
      ? examined : examined.refusing(changed, of: item, reason: "the recorder's list gives no id for it")
  }

  private static func extra(_ live: LiveItem, _ policy: UnmanagedItems) -> SettingFinding? {
    switch policy {
    case .ignore: nil
    case .remove where isRemovable(live):
      .change(
        SettingChange(
          setting: key, action: .remove, wanted: DesiredItem(item: live.identity, fields: []),
          fields: [FieldChange(path: collection, before: summary(of: live), after: nil)]))
    case .report, .remove: .unmanaged(item: live.identity, summary: summary(of: live))
    }
  }

  package static func requests(
    for change: SettingChange, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> [Request] {
    try itemRequests(for: change, on: snapshot, secrets: secrets)
  }

  /// The requests for one item.
  static func itemRequests(
    for change: SettingChange, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> [Request] {
    guard let document = snapshot[list] else {
      throw SettingNotWritable(setting: key, path: collection, reason: "the recorder answers nothing for \(list)")
    }
    if let reason = strangeness(of: document.root) {
      throw SettingNotWritable(setting: key, path: collection, reason: reason)
    }
    let found = liveItems(on: snapshot).first { $0.identity == change.wanted.item }
    switch (change.action, found) {
    case (.remove, nil): return []
    case (.remove, let live?): return removal(of: live, in: document.root)
    case (_, nil):
      guard ownsMembership, let request = try addition(change.wanted, on: snapshot, secrets: secrets) else {
        throw SettingNotWritable(
          setting: key, path: collection, reason: "\(identity.key) \(change.wanted.item ?? "") is not on the recorder")
      }
      return [request]
    case (_, let live?):
      var element = live.element
      try FieldTable(fields).write(
        managed(change.wanted, on: live), into: &element, setting: key, prefix: prefix, secrets: secrets)
      finish(&element, from: live.element)
      let list = live.list.flatMap { snapshot[$0] } ?? document
      return [.send(.put, endpoint(of: live), list.part(element))]
    }
  }
}

extension SettingFinding {
  /// The finding with the item as it was declared, whatever part of it was compared.
  fileprivate func wanting(_ item: DesiredItem) -> Self {
    switch self {
    case .change(var change):
      change.wanted = item
      return .change(change)
    case .impossible(_, let paths, let reason): return .impossible(item: item, paths: paths, reason: reason)
    case .same, .notApplicable, .unmanaged, .remark: return self
    }
  }
}

extension Diagnostic {
  fileprivate static func missingIdentity(_ key: String, at range: SourceRange) -> Self {
    .error(
      "NVR0411", "\"\(key)\" is missing: items of this list are told apart by it", at: range,
      help: ["write as its first line:  \(key): \(key == "channel" ? "1" : key.uppercased())"])
  }

  fileprivate static func declaredTwice(
    _ key: String, _ name: String, at range: SourceRange, first: SourceRange
  ) -> Self {
    .error(
      "NVR0412", "\(key) \(name) is declared twice", at: range, label: "again here",
      related: [Related(first, "first here")])
  }
}
