package import Diagnostics
import Host
package import ISAPI
import XML
package import YAML

/// The account nvrctl works with: its password is set on activation and replaced when only the previous one is taken.
///
/// The device never shows a password, so what is compared is which of the two it took at login.
package enum AdminAccount: Setting {
  package static let key = "admin"
  package static let section = Section.accounts
  package static let stage = Stage.ownAccount
  private static let users = Users.list
  /// The account every recorder has (isapi.md 1.8).
  package static let usualName = "admin"

  package static let fieldDescriptions = [
    FieldDescription(
      "admin.username", ValueType.username.schema,
      "The account to log in with; `admin` unless told otherwise."),
    FieldDescription("admin.password", .secret, "The password the account has, or is to have."),
    FieldDescription(
      "admin.previousPassword", .secret,
      "The password before; tried when the recorder does not take `password`, and then replaced."),
  ]

  package static func decode(_ spec: Node, into bag: inout DiagnosticBag) -> DesiredSetting? {
    guard let account = spec["admin"], account.entries != nil else { return nil }
    var fields: [DesiredField] = []
    if let node = account["username"], let name = ValueType.username.decode(node, &bag) {
      fields.append(DesiredField(path: "admin.username", value: .text(name), range: node.range))
    }
    for name in ["password", "previousPassword"] {
      guard let node = account[name], !node.isNull,
        let reference = SecretReference(decoding: node, into: &bag)
      else { continue }
      fields.append(DesiredField(path: "admin.\(name)", value: .secret(reference), range: node.range))
    }
    return fields.isEmpty ? nil : DesiredSetting(setting: key, items: [DesiredItem(fields: fields)])
  }

  /// Devices tell nothing of it: whoever exports knows the account already.
  package static func liveState(on snapshot: DeviceSnapshot, for context: ExportContext) -> LiveState { LiveState() }

  package static func resources(for desired: DesiredSetting, on snapshot: DeviceSnapshot) -> [Endpoint] {
    snapshot.login == .previous ? [users] : []
  }

  package static func compare(_ desired: DesiredSetting, with snapshot: DeviceSnapshot) -> [SettingFinding] {
    desired.items.compactMap { item in
      guard let password = item["admin.password"] else { return nil }
      guard snapshot.login == .previous, let previous = item["admin.previousPassword"] else {
        return .same(item: nil, paths: [password.path])
      }
      return .change(
        SettingChange(
          setting: key, action: .rotate, wanted: item,
          fields: [
            FieldChange(path: password.path, before: previous.value.text, after: password.value.text)
          ]))
    }
  }

  /// One PUT of the account's own document with the new password in it (isapi.md 8.1).
  package static func requests(
    for change: SettingChange, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> [Request] {
    let name = change.wanted["admin.username"]?.value.text ?? usualName
    guard let list = snapshot[users],
      let user = list.root.subjects(named: "User").first(where: { $0.text(at: "userName") == name }),
      let id = user.text(at: "id")
    else {
      throw SettingNotWritable(setting: key, path: "admin.username", reason: "the recorder lists no user \"\(name)\"")
    }
    guard case .secret(let reference)? = change.wanted["admin.password"]?.value, let secret = secrets[reference] else {
      throw SettingNotWritable(setting: key, path: "admin.password", reason: "the new password is not at hand")
    }
    var element = user
    guard element.put(secret.reveal(), at: "password", after: "userName") else {
      throw SettingNotWritable(setting: key, path: "admin.password", reason: "the user's document has no place for it")
    }
    return [.send(.put, users.item(id), list.part(element))]
  }
}
