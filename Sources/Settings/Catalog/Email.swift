package import ISAPI
package import XML

/// Alarms by mail, which is on while there is a server or a receiver (isapi.md 6.5).
package struct Email: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "email"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/mailing"
  package static let subject = "mailing"
  package static let feature = Feature("e-mail")
  package static let documentation = "Alarms by mail; off means that no server and no receivers are kept."

  package static func obstacle(in document: XMLElement) -> String? {
    "mail needs a server and receivers, and nvrctl does not write them: set it up at the recorder"
  }

  /// There is no switch: blank means off.
  package static let place = DeviceBinding<Bool>(
    read: { wanted, document in
      guard document.element(at: "sender/smtp") != nil else { return .missing }
      let isOn = document.isMailOn
      return isOn == wanted ? .same : .differs(live: String(isOn))
    },
    write: { value, document, _ in
      guard !value else { return false }
      document.setText("", at: "sender/smtp/hostName")
      if let address = document.text(at: "sender/smtp/ipAddress"), address != "" {
        document.setText("0.0.0.0", at: "sender/smtp/ipAddress")
      }
      document.modify(at: "receiverList") { list in
        list.modifyElements(named: "receiver") { receiver in
          for name in ["name", "emailAddress"] { receiver.setText("", at: [name]) }
        }
      }
      return true
    },
    live: { document in document.element(at: "sender/smtp") == nil ? .nothing : .value(document.isMailOn) })
}

extension XMLElement {
  /// Whether there is a server or a receiver.
  fileprivate var isMailOn: Bool {
    let receivers = child("receiverList")?.elements(named: "receiver") ?? []
    let server = element(at: "sender/smtp")?.host ?? ""
    return !["", "0.0.0.0"].contains(server) || receivers.contains { $0.text(at: "emailAddress") ?? "" != "" }
  }
}
