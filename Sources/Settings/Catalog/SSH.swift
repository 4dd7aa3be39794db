package import ISAPI

/// The secure shell (isapi.md 6.1).
package struct SSH: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "ssh"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/ssh"
  package static let subject = "SSH"
  package static let feature = Feature("SSH")
  package static let documentation = "The secure shell of the recorder."
}
