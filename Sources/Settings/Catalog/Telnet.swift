package import ISAPI

/// The clear-text shell of old firmware (isapi.md 6.1).
package struct Telnet: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "telnet"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/telnetd"
  package static let subject = "Telnetd"
  package static let feature = Feature("Telnet")
  package static let documentation = "The clear-text shell of old firmware."
}
