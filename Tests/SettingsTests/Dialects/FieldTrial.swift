import ISAPI
import Settings
import TestSupport
import Testing
import XML

/// Changes of single fields on one device, with a look at every node that would be sent.
struct FieldTrial {
  let setting: any Setting.Type
  let live: DeviceSnapshot
  /// What the trials are of, for messages.
  let name: String

  /// How many changes were sent, and how many were refused.
  private(set) var sent = 0
  private(set) var refused = 0
  /// The fields of which a change was sent, item by item.
  private(set) var changed: Set<String> = []

  init(_ setting: any Setting.Type, on live: DeviceSnapshot, name: String) {
    self.setting = setting
    self.live = live
    self.name = name
  }

  /// Tries other values for every field of every item that the device has.
  mutating func tryAll() throws {
    let state = setting.liveState(on: live, for: ExportContract.context)
    guard let collection = setting as? any CollectionSetting.Type else {
      try tryFields(of: state.items.first, identity: nil)
      return
    }
    for item in state.items {
      guard let identity = item.item else { continue }
      let isNumber = Int(identity) != nil
      try tryFields(
        of: item, identity: "\(collection.identity.key): \(isNumber ? identity : "\"\(identity)\"")")
    }
  }

  private mutating func tryFields(of item: DesiredItem?, identity: String?) throws {
    let own = (setting as? any CollectionSetting.Type).map { "\($0.collection)[].\($0.identity.key)" }
    // A serial is not written: it says where a camera belongs, and may move it.
    for field in setting.fieldDescriptions where ![own, "cameras[].serial"].contains(field.path) && !field.isSecret {
      for value in SampleValues.others(field, beside: item) {
        try change(field.path, SpecText([(field.path, value)], identity: identity), item: item?.item)
      }
    }
  }

  private mutating func change(_ path: String, _ spec: SpecText, item: String?) throws {
    let (desired, diagnostics) = try spec.decoded(by: setting)
    guard let desired, diagnostics.isEmpty else { return }
    let findings = setting.compare(desired, with: live)
    for finding in findings { expectWords(finding, path, spec) }
    guard let changes = ContractCase.changes(findings), !changes.isEmpty else { return }
    changed.insert(path + (item.map { " \($0)" } ?? ""))
    for change in changes { try expectExactness(change, path, spec) }
    try expectConvergence(desired, changes, spec)
  }

  /// Every refusal names a key of the setting and says why in words.
  private mutating func expectWords(_ finding: SettingFinding, _ path: String, _ spec: SpecText) {
    switch finding {
    case .impossible(_, let paths, let reason):
      refused += 1
      let known = Set(setting.fieldDescriptions.map(\.path) + ["cameras[]", "users[]"])
      #expect(!paths.isEmpty && known.isSuperset(of: paths), "\(name): \(spec.text): \(paths)")
      expectPlain(reason, spec)
    case .notApplicable(let paths, let reason):
      #expect(paths.contains(path), "\(name): \(spec.text): \(paths)")
      expectPlain(reason, spec)
    case .change, .same, .unmanaged, .remark: break
    }
  }

  private func expectPlain(_ reason: String, _ spec: SpecText) {
    #expect(reason.split(separator: " ").count >= 3, "\(name): \(spec.text): \(reason)")
    #expect(!reason.contains("nil") && !reason.contains("Optional("), "\(name): \(spec.text): \(reason)")
  }

  /// What is sent is what was read, but for the places of the field.
  private mutating func expectExactness(_ change: SettingChange, _ path: String, _ spec: SpecText) throws {
    let requests = try setting.requests(for: change, on: live, secrets: ContractCase.secrets)
    #expect(!requests.isEmpty, "\(name): \(spec.text)")
    guard let allowed = WrittenPlaces.of(path) else {
      Issue.record("WrittenPlaces does not say where \(path) is written")
      return
    }
    for request in requests {
      let before = try #require(live.document(at: request.endpoint), "\(name): \(request.endpoint) was not read")
      let after = try XMLDocument(parsing: request.body)
      let places = DocumentDifference(from: before, to: after).places.map { Self.relative($0, in: after.root) }
      #expect(!places.isEmpty, "\(name): \(spec.text) sends what was read")
      let others = Set(places).filter { place in
        !allowed.contains { wanted in
          let wanted = wanted.lowercased()
          return wanted.hasSuffix("*") ? place.hasPrefix(wanted.dropLast()) : place == wanted
        }
      }
      #expect(others.isEmpty, "\(name): \(spec.text): \(request.endpoint): \(others.sorted())")
      sent += 1
    }
  }

  private func expectConvergence(_ desired: DesiredSetting, _ changes: [SettingChange], _ spec: SpecText) throws {
    let after = try changes.reduce(live) { snapshot, change in
      try snapshot.after(setting.requests(for: change, on: snapshot, secrets: ContractCase.secrets))
    }
    let left = setting.compare(desired, with: after)
    #expect(ContractCase.changes(left) == [], "\(name): \(spec.text): \(left)")
  }

  /// A place relative to the item it is in, with the part of an interface that was sent alone in front.
  private static func relative(_ place: String, in root: XMLElement) -> String {
    let signs = place.prefix { "+-".contains($0) }
    var names = place.dropFirst(signs.count).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let lists = ["ntpserver", "ddns", "mailing", "sipserver", "user(", "track(", "ssh", "upnp", "ezviz", "ehome"]
    if names.count > 1, lists.contains(where: names[0].lowercased().hasPrefix) { names.removeFirst() }
    if ["ipaddress", "link", "discovery"].contains(root.localName.lowercased()) { names.insert(root.localName, at: 0) }
    return (signs + names.joined(separator: "/")).lowercased()
  }
}

extension DeviceSnapshot {
  /// The document at a resource: one that was read, or the item or the part of one that is meant by the path, as a
  /// document that begins and ends in the same way and declares the same namespaces.
  func document(at endpoint: Endpoint) -> XMLDocument? {
    if let document = self[endpoint] { return document }
    let names = endpoint.path.split(separator: "/").map(String.init)
    guard names.count > 2, let name = names.last else { return nil }
    guard let owner = document(at: Endpoint("/" + names.dropLast().joined(separator: "/"))) else { return nil }
    let parts = owner.root.elements
    let found =
      ([owner.root] + parts).first { $0.text(at: "id") == name }
      ?? parts.first { $0.localName.lowercased() == name.lowercased() } ?? (parts.count == 1 ? parts[0] : nil)
    guard var root = found else { return nil }
    let known = Set(root.attributes.map(\.name))
    root.attributes += owner.root.attributes.filter {
      ($0.name == "version" || $0.name.hasPrefix("xmlns")) && !known.contains($0.name)
    }
    return XMLDocument(prologue: owner.prologue, root: root, epilogue: owner.epilogue)
  }
}

extension SampleValues {
  /// Values for a field as manifests write them, of which at least one is another than the device has.
  static func others(_ field: FieldDescription, beside item: DesiredItem?) -> [String] {
    let live = item?[field.path]?.value.text
    switch field.path {
    case "network.address":
      guard let live, let address = neighbour(of: live) else { return accepted(field) }
      return ["\(address)/\(live.split(separator: "/").last ?? "24")"]
    case "network.gateway":
      let address = item?["network.address"]?.value.text
      return (address ?? live).flatMap(neighbour).map { [$0] } ?? accepted(field)
    case "services.http.enabled", "services.https.enabled", "services.email.enabled": return ["true", "false"]
    case "services.rtsp.port", "services.websocketTLS.port": return accepted(field) + ["20554"]
    case "cameras[].input": return accepted(field) + ["3"]
    case "network.mode": return ["static", "dhcp"]
    default: return accepted(field)
    }
  }

  /// Another address of the same small network.
  private static func neighbour(of address: String) -> String? {
    var parts = address.prefix { $0 != "/" }.split(separator: ".").compactMap { Int($0) }
    guard parts.count == 4 else { return nil }
    parts[3] = parts[3] == 77 ? 78 : 77
    return parts.map(String.init).joined(separator: ".")
  }
}
