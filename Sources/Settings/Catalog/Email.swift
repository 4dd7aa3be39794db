import Diagnostics
package import Host
package import ISAPI
package import XML

/// Alarms by mail, which is on while there is a server or a receiver (isapi.md 6.5).
package struct Email: ServiceSwitch {
  package var enabled: Bool?
  package var server: HostAddress?
  package var port: Int?
  package var encryption: MailEncryption?
  package var username: String?
  package var password: SecretReference?
  package var senderAddress: String?
  package var senderName: String?
  package var receivers: [String]?
  package var attachesSnapshot: Bool?
  package var snapshotInterval: Int?

  package init() {}

  package static let key = "email"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/mailing"
  package static let subject = "mailing"
  package static let feature = Feature("e-mail")
  package static let documentation =
    "Alarms by mail; off means that no server and no receivers are kept, whatever else is declared of it."

  package static let fields: [Field<Self>] = [
    switchField,
    Field("services.email.server", \.server, .host, .host(in: "sender/smtp"), "The mail server: an address or a name."),
    Field(
      "services.email.port", \.port, .port, .element("sender/smtp/portNo", as: .port),
      "The port of the mail server: 25, 465 for `tls`, 587 for most others."),
    Field(
      "services.email.encryption", \.encryption, .choice, .mailEncryption(in: "sender/smtp"),
      "How mail goes to the server: `tls` from the first byte, `startTLS` after a word in clear, or `none`."),
    Field(
      "services.email.username", \.username, .mailAccount, .account(in: "sender/smtp"),
      "The account at the mail server, and that the recorder logs in there at all."),
    Field(
      "services.email.password", \.password, secretIn: "sender/smtp/password", after: "accountName",
      isKept: { $0.flag(at: "sender/smtp/enableAuthorization") == true },
      "The password of that account; recorders never show it, so it is written whenever another field is."),
    Field(
      "services.email.sender.address", \.senderAddress, .mailAddress, .element("sender/emailAddress"),
      "The address that mails come from."),
    Field(
      "services.email.sender.name", \.senderName, .mailName, .element("sender/name"), "The name that mails come from."),
    Field(
      "services.email.receivers", \.receivers, .list(of: .mailAddress, max: 16), .receivers,
      "The addresses that mails go to, `[]` for none; most recorders keep three."),
    Field(
      "services.email.snapshot.enabled", \.attachesSnapshot, .boolean, .switch("attachment/snapshot/enabled"),
      "Whether pictures of the event are attached."),
    Field(
      "services.email.snapshot.interval", \.snapshotInterval, .integer(in: 1...60),
      .element("attachment/snapshot/interval", as: .integer(in: 0...3600)),
      "The seconds between the pictures, 2 from the factory."),
  ]

  /// Off is blank: what else is declared, perhaps in another layer, has no place then.
  package static func effective(_ fields: [DesiredField], of value: Self) -> [DesiredField] {
    value.enabled == false ? fields.filter { $0.path == switchPath } : fields
  }

  package static func obstacle(to value: Self, in document: XMLElement) -> String? {
    let missing = [
      document.element(at: "sender/smtp")?.namedHost == nil ? "a server" : nil,
      document.receivers.isEmpty ? "a receiver" : nil,
      document.text(at: "sender/emailAddress") ?? "" == "" ? "the sender's address" : nil,
    ].compactMap(\.self)
    return missing.isEmpty ? nil : "mail needs \(missing.joined(separator: " and ")): declare it under services.email"
  }

  /// There is no switch: blank means off, and what is filled in means on.
  package static let place = DeviceBinding<Bool>(
    read: { wanted, document in
      guard document.element(at: "sender/smtp") != nil else { return .missing }
      let isOn = document.isMailOn
      return isOn == wanted ? .same : .differs(live: String(isOn))
    },
    write: { value, document, _ in
      if value { return true }
      document.setText("", at: "sender/smtp/hostName")
      if let address = document.text(at: "sender/smtp/ipAddress"), address != "" {
        document.setText("0.0.0.0", at: "sender/smtp/ipAddress")
      }
      return document.setReceivers([]) != nil
    },
    live: { document in document.element(at: "sender/smtp") == nil ? .nothing : .value(document.isMailOn) })
}

/// How mail goes to its server.
package enum MailEncryption: String, Sendable, CaseIterable {
  case none
  case tls
  case startTLS
}

extension DeviceBinding where Value == MailEncryption {
  /// Up to three switches: either of the first two is TLS, and the third makes it begin in clear (isapi.md 6.5).
  fileprivate static func mailEncryption(in parent: XMLPath) -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let smtp = document.element(at: parent), let live = smtp.mailEncryption else { return .missing }
        if wanted == .startTLS, smtp.child("startTLS") == nil {
          return .refused(reason: "this recorder has no switch for startTLS: it takes tls or none")
        }
        return live == wanted ? .same : .differs(live: live.rawValue)
      },
      write: { wanted, document, _ in
        document.modify(at: parent) { smtp in
          let isTLS = wanted != .none
          smtp.setFlag(wanted == .startTLS, at: "startTLS")
          let names = ["enableTLS", "enableSSL"].filter { smtp.child($0) != nil }
          let isSet = names.contains { smtp.flag(at: [$0]) == true }
          if !isTLS {
            for name in names { smtp.setFlag(false, at: [name]) }
          } else if !isSet, let usual = names.first {
            smtp.setFlag(true, at: [usual])
          }
          return !names.isEmpty
        } ?? false
      },
      live: { document in document.element(at: parent)?.mailEncryption.map { .value($0) } ?? .nothing })
  }
}

extension DeviceBinding where Value == String {
  /// The account at the mail server, with the switch that makes the recorder log in there.
  fileprivate static func account(in parent: XMLPath) -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let smtp = document.element(at: parent), smtp.child("accountName") != nil else { return .missing }
        return smtp.mailAccount == wanted ? .same : .differs(live: smtp.mailAccount ?? "none")
      },
      write: { account, document, _ in
        document.modify(at: parent) { smtp in
          smtp.setFlag(true, at: "enableAuthorization")
          return smtp.setText(account, at: "accountName")
        } ?? false
      },
      live: { document in .reading(document.element(at: parent)?.mailAccount) { $0 } })
  }
}

extension DeviceBinding where Value == [String] {
  /// The receivers in the order of their slots, of which there are only so many.
  fileprivate static let receivers = DeviceBinding(
    read: { wanted, document in
      guard let list = document.child("receiverList") else { return .missing }
      let room = list.elements(named: "receiver").count { $0.child("emailAddress") != nil }
      guard wanted.count <= room else {
        return .refused(reason: "the recorder keeps \(room) receivers, and \(wanted.count) are declared")
      }
      let live = document.receivers
      return live == wanted ? .same : .differs(live: live.isEmpty ? "none" : live.joined(separator: ", "))
    },
    write: { receivers, document, _ in document.setReceivers(receivers[...])?.isEmpty ?? false },
    live: { document in document.receivers.isEmpty ? .nothing : .value(document.receivers) })
}

extension XMLElement {
  /// Whether there is a server or a receiver.
  fileprivate var isMailOn: Bool { element(at: "sender/smtp")?.namedHost != nil || !receivers.isEmpty }

  /// The addresses of the receivers.
  fileprivate var receivers: [String] {
    (child("receiverList")?.elements(named: "receiver") ?? []).compactMap { receiver in
      receiver.text(at: "emailAddress").flatMap { $0.isEmpty ? nil : $0 }
    }
  }

  /// Fills the slots one by one and blanks the rest; gives what found no slot, nil where there is no list.
  fileprivate mutating func setReceivers(_ receivers: ArraySlice<String>) -> ArraySlice<String>? {
    modify(at: "receiverList") { list in
      var rest = receivers
      list.modifyElements(named: "receiver") { slot in
        guard slot.child("emailAddress") != nil else { return }
        let address = rest.popFirst() ?? ""
        guard slot.text(at: "emailAddress") != address else { return }
        slot.setText(address, at: "emailAddress")
        // The name was that of somebody else; a slot without one is refused by some firmware.
        slot.setText(String(address.prefix { $0 != "@" }.prefix(32)), at: "name")
      }
      return rest
    }
  }

  /// The account, where the recorder logs in at the mail server.
  fileprivate var mailAccount: String? {
    if flag(at: "enableAuthorization") == false { return nil }
    return text(at: "accountName").flatMap { $0.isEmpty ? nil : $0 }
  }

  fileprivate var mailEncryption: MailEncryption? {
    let switches = ["enableSSL", "enableTLS"].compactMap { flag(at: [$0]) }
    if switches.isEmpty { return nil }
    guard switches.contains(true) else { return MailEncryption.none }
    return flag(at: "startTLS") == true ? .startTLS : .tls
  }
}
