package import Host
package import ISAPI
package import XML

/// A name on the internet for a changing address (isapi.md 4.3).
package struct DDNS: ServiceSwitch {
  package var enabled: Bool?
  package var provider: Provider?
  package var server: HostAddress?
  package var domain: String?
  package var username: String?
  package var password: SecretReference?

  /// Who keeps the name.
  package enum Provider: String, Sendable, CaseIterable {
    case ipServer
    case dynDNS
    case peanutHall
    case noIP
    case hiDDNS
  }

  package init() {}

  package static let key = "ddns"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/DDNS"
  package static let subject = "DDNS"
  package static let documentation = "A name on the internet for a changing address."
  package static let feature = Feature.ddns

  package static let fields: [Field<Self>] = [
    switchField,
    Field(
      "services.ddns.provider", \.provider, .choice,
      .element(
        "provider",
        spelled: [
          .ipServer: "IPServer", .dynDNS: "DynDNS", .peanutHall: "PeanutHall", .noIP: "NO-IP", .hiDDNS: "HiDDNS",
        ]), "Who keeps the name."),
    Field(
      "services.ddns.server", \.server, .host, .host(in: "serverAddress"), "The server of the provider."),
    Field(
      "services.ddns.domain", \.domain,
      .plainName(maxBytes: 64, marks: ".-", as: "a name such as nvr.example.com"), .element("deviceDomainName"),
      "The name the recorder is to have."),
    Field("services.ddns.username", \.username, .mailAccount, .element("userName"), "The account at the provider."),
    Field(
      "services.ddns.password", \.password, secretIn: "password", after: "userName",
      isKept: { $0.text(at: "userName") ?? "" != "" },
      "The password of that account; recorders never show it, so it is written whenever another field is."),
  ]

  /// These providers know a recorder by an account and a name; the others by its serial (isapi.md 4.3).
  private static let wantAccount = ["DynDNS", "PeanutHall", "NO-IP"]

  package static func obstacle(to value: Self, in document: XMLElement) -> String? {
    guard let provider = document.text(at: "provider"), wantAccount.contains(provider) else { return nil }
    let missing = [("deviceDomainName", "domain"), ("userName", "username")].filter { element, _ in
      document.text(at: [element]) == ""
    }
    return missing.isEmpty
      ? nil
      : "\(provider) wants an account: declare " + missing.map { "services.ddns.\($1)" }.joined(separator: " and ")
  }
}
