package import Diagnostics
package import Host
package import ISAPI
package import XML
package import YAML

/// The accounts of a recorder beside the one nvrctl works with (isapi.md 8.1).
package struct Users: CollectionSetting {
  package var role: Role?
  package var enabled: Bool?
  package var password: SecretReference?

  /// What a user may do.
  package enum Role: String, Sendable, CaseIterable {
    case administrator
    case `operator`
    case viewer
  }

  package init() {}

  package static let key = "users"
  package static let section = Section.accounts
  package static let stage = Stage.accounts
  package static let collection = "users"
  package static let identity = ItemIdentity("name", in: collection, .username, "The name to log in with.")
  package static let list: Endpoint = "/ISAPI/Security/users"
  package static let container = "UserList"
  package static let ownsMembership = true

  package static let fields: [Field<Self>] = [
    Field(
      "role", \.role, .choice,
      .element("userLevel", spelled: [.administrator: "Administrator", .operator: "Operator", .viewer: "Viewer"]),
      "What the user may do; a new role comes with its usual rights."),
    Field(
      "enabled", \.enabled, .boolean, .userSwitch,
      "Whether the user may log in, on recorders that can switch a user off without removing it."),
    Field(
      "password", \.password, secretIn: "password", after: "userName",
      "The password; recorders never show it, so it is written when the user is added or another field changes."),
  ]

  package static func decode(_ spec: Node, into bag: inout DiagnosticBag) -> DesiredSetting? {
    var desired = decodeItems(spec, into: &bag)
    let own = spec.node(at: "admin.username")?.scalar?.text ?? AdminAccount.usualName
    desired?.spared = [own]
    for user in spec[collection]?.items ?? [] {
      if let name = user[identity.key], name.scalar?.text == own { bag.report(.ownAccount(own, at: name.range)) }
    }
    return desired
  }

  /// A list that is full refuses whoever does not fit, those who go counted off.
  package static func compare(_ desired: DesiredSetting, with snapshot: DeviceSnapshot) -> [SettingFinding] {
    let findings = compareItems(desired, with: snapshot)
    guard let room = snapshot.capabilities?.text(at: "SecurityCap/supportUserNums").flatMap({ Int($0) }),
      let present = snapshot[list].map({ liveItems(in: $0.root).count })
    else { return findings }
    var left = room - present + findings.count { $0.action == .remove }
    return findings.map { finding in
      guard case .change(let change) = finding, change.action == .add else { return finding }
      left -= 1
      let reason = "the recorder keeps \(room) users at most, and they are all taken"
      return left >= 0 ? finding : .impossible(item: change.wanted, paths: [collection + "[]"], reason: reason)
    }
  }

  package static func liveItems(in list: XMLElement) -> [LiveItem] {
    list.subjects(named: "User").compactMap { user in
      user.text(at: "userName").map { LiveItem(identity: $0, element: user) }
    }
  }

  /// The account in use is declared under `admin`.
  package static func isExported(_ live: LiveItem, for context: ExportContext) -> Bool {
    live.identity != context.account
  }

  package static func endpoint(of live: LiveItem) -> Endpoint { list.item(live.element.text(at: "id") ?? "") }

  package static func obstacle(toAdding item: DesiredItem, on snapshot: DeviceSnapshot) -> String? {
    let missing = ["role", "password"].filter { item[prefix + $0] == nil }
    guard !missing.isEmpty else { return nil }
    return
      "the recorder has no user \"\(item.item ?? "")\", and to add one it takes \(missing.joined(separator: " and "))"
  }

  package static func addition(
    _ item: DesiredItem, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> Request? {
    guard let document = snapshot[list] else { return nil }
    let taken = Set(document.root.subjects(named: "User").compactMap { $0.text(at: "id") })
    // Some firmware refuses a user without a number, and some one with 0.
    guard let id = (1...32).map(String.init).first(where: { !taken.contains($0) }) else { return nil }
    var user = XMLElement("User") {
      XMLElement("id", text: id)
      XMLElement("enabled", text: "true")
      XMLElement("userName", text: item.item ?? "")
      XMLElement("userLevel", text: "")
    }
    try FieldTable(fields).write(item, into: &user, setting: key, prefix: prefix, secrets: secrets)
    return .send(.post, list, document.newPart(user))
  }

  /// The built-in administrator stays one.
  package static func examine(
    _ item: DesiredItem, live: LiveItem, findings: [SettingFinding], among all: [LiveItem]
  ) -> [SettingFinding] {
    guard !isRemovable(live), findings.changes(prefix + "role") else { return findings }
    return findings.refusing([prefix + "role"], of: item, reason: "\"\(live.identity)\" is built in and keeps its role")
  }

  package static func isRemovable(_ live: LiveItem) -> Bool {
    live.element.flag(at: "attribute/inherent") != true && live.element.text(at: "id") != "1"
  }

  package static func summary(of live: LiveItem) -> String { live.element.text(at: "userLevel")?.lowercased() ?? "" }
}

extension SettingFinding {
  fileprivate var action: SettingChange.Action? { if case .change(let change) = self { change.action } else { nil } }
}

extension DeviceBinding where Value == Bool {
  /// The switch of a user; without one a user is on, and cannot be anything else.
  fileprivate static let userSwitch = DeviceBinding(
    read: { wanted, user in
      if let live = user.text(at: "enabled") {
        return user.flag(at: "enabled") == wanted ? .same : .differs(live: live)
      }
      return wanted
        ? .same : .refused(reason: "this recorder has no switch for a user: take it out of the list to remove it")
    },
    write: { value, user, _ in user.setFlag(value, at: "enabled") },
    live: { user in .reading(user.text(at: "enabled")) { _ in user.flag(at: "enabled") } })
}

extension Diagnostic {
  fileprivate static func ownAccount(_ name: String, at range: SourceRange) -> Self {
    .error(
      "NVR0421", "\"\(name)\" is the account nvrctl works with", at: range,
      help: ["its password is declared under \"admin\", and nothing else of it is changed"])
  }
}
