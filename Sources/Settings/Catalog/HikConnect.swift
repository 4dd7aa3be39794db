package import Host
package import ISAPI
package import XML

/// The vendor's cloud (isapi.md 6.3).
package struct HikConnect: ServiceSwitch {
  package var enabled: Bool?
  package var server: String?
  package var verificationCode: SecretReference?

  package init() {}

  package static let key = "hikConnect"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/EZVIZ"
  package static let subject = "EZVIZ"
  package static let documentation = "The vendor's cloud, by which the mobile app finds the recorder."
  package static let feature = Feature.hikConnect
  /// The manifest key of the code, whose form is looked at before anything is written.
  package static let codePath = "services.hikConnect.verificationCode"

  package static let fields: [Field<Self>] = [
    switchField,
    Field(
      "services.hikConnect.server", \.server,
      .plainName(maxBytes: 64, marks: ".-", as: "a host name"), .element("serverAddress/hostName"),
      "The server of the cloud, where it is not the one from the factory."),
    Field(
      codePath, \.verificationCode, secretIn: "verificationCode", after: "serverAddress",
      "The code by which the mobile app adds the recorder: 6 to 12 letters and digits. It is written whenever another "
        + "field is."),
  ]

  package static func obstacle(to value: Self, in document: XMLElement) -> String? {
    document.text(at: "verificationCode") == "" && value.verificationCode == nil
      ? "the recorder has no verification code yet: declare \(codePath)" : nil
  }

  package static func standing(in document: XMLElement) -> String? {
    let isRegistered = document.text(at: "registerStatus").map { $0 == "true" ? "registered" : "not registered" }
    let isBound = document.text(at: "bindStatus").map { $0 == "bind" ? "bound to an account" : "bound to no account" }
    let words = [isRegistered, isBound].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }
}
