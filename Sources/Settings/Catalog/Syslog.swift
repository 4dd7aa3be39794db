package import ISAPI
package import XML

/// A copy of the recorder's log on a server of the site (isapi.md 3.8).
package struct Syslog: ServiceSwitch {
  package var enabled: Bool?
  package var server: HostAddress?
  package var port: Int?

  package init() {}

  package static let key = "syslog"
  package static let endpoint: Endpoint = "/ISAPI/System/logServer"
  package static let subject = "LogServer"
  package static let documentation = "A copy of the recorder's log on a server of the site."
  package static let feature = Feature("syslog", .flag("RacmCap/securityLogServer/isSupportLogServer"))

  package static let fields: [Field<Self>] = [
    switchField,
    Field("services.syslog.server", \.server, .host, .host(in: []), "The log server: an address or a name."),
    Field(
      "services.syslog.port", \.port, .port, .element("portNo", as: .port), "The port of the log server, usually 514."),
  ]

  package static func obstacle(to value: Self, in document: XMLElement) -> String? {
    document.namedHost == nil ? "the log has nowhere to go yet: declare services.syslog.server" : nil
  }
}
