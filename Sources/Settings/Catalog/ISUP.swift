import Diagnostics
package import Host
package import ISAPI
package import XML

/// The protocol by which a recorder reports to a platform of its maker, once called EHome (isapi.md 6.1).
package struct ISUP: ServiceSwitch {
  package var enabled: Bool?
  package var server: HostAddress?
  package var port: Int?
  package var deviceID: String?
  package var protocolVersion: String?
  package var encryptionKey: SecretReference?

  package init() {}

  package static let key = "isup"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/Ehome"
  package static let subject = "Ehome"
  package static let feature = Feature.isup
  package static let documentation = "Reporting to a platform of the maker, formerly called EHome."

  package static let fields: [Field<Self>] = [
    switchField,
    Field("services.isup.server", \.server, .host, .host(in: []), "The platform: an address or a name."),
    Field(
      "services.isup.port", \.port, .integer(in: 1024...65_535), .element("portNo", as: .integer(in: 0...65_535)),
      "The port of the platform, often 7660."),
    Field(
      "services.isup.deviceID", \.deviceID,
      .plainName(maxBytes: 32, marks: "_-", as: "letters, digits, underscores and hyphens, at most 32"),
      .element("deviceID"), "The name by which the platform knows the recorder."),
    Field(
      "services.isup.protocolVersion", \.protocolVersion,
      .plainName(maxBytes: 8, marks: ".", as: "a version such as v5.0"), .element("protocolVersion"),
      "The version of the protocol, such as `v5.0`."),
    Field(
      keyPath, \.encryptionKey, secretIn: "key", after: "registerStatus",
      isKept: { $0.flag(at: "enabled") == true },
      "The key that recorder and platform share, 8 to 32 characters; recorders never show it, so it is written "
        + "whenever another field is."),
  ]

  /// The manifest key of the key, whose form is looked at before anything is written.
  package static let keyPath = "services.isup.key"

  package static func obstacle(to value: Self, in document: XMLElement) -> String? {
    let missing = [
      document.namedHost == nil && document.child("addressingFormatType") != nil ? "server" : nil,
      document.text(at: "deviceID") == "" ? "deviceID" : nil,
    ].compactMap(\.self)
    return missing.isEmpty
      ? nil : "it leads nowhere yet: declare " + missing.map { "services.isup.\($0)" }.joined(separator: " and ")
  }

  package static func standing(in document: XMLElement) -> String? {
    document.flag(at: "registerStatus").map { $0 ? "registered" : "not registered" }
  }

  /// Some firmware shows port 0 from the factory and refuses to take it back.
  package static func examine(
    _ item: DesiredItem, value: Self, live: XMLElement, findings: [SettingFinding]
  ) -> [SettingFinding] {
    let findings = refusingObstacle(item, value, live, findings)
    let changed = fields.map(\.path).filter(findings.changes)
    guard !changed.isEmpty, FieldTable(fields).preview(item, in: live).text(at: "portNo") == "0" else {
      return findings
    }
    return findings.refusing(
      changed, of: item, reason: "the recorder shows port 0, which it does not take back: declare services.isup.port")
  }
}
