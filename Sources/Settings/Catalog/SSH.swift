package import ISAPI
import XML

/// The secure shell (isapi.md 6.1).
package struct SSH: ServiceSwitch {
  package var enabled: Bool?
  package var port: Int?

  package init() {}

  package static let key = "ssh"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/ssh"
  package static let subject = "SSH"
  package static let feature = Feature("SSH")
  package static let documentation = "The secure shell of the recorder."

  package static let fields: [Field<Self>] = [
    switchField,
    Field(
      "services.ssh.port", \.port, .port, .element("port", as: .port),
      "The port of the secure shell, on recorders that let it be set."),
  ]
}
