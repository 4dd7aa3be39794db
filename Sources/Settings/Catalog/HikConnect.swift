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

  /// Where it is to be switched off, what sets the clock is looked at as well.
  package static func resources(for desired: DesiredSetting, on snapshot: DeviceSnapshot) -> [Endpoint] {
    guard snapshot.abilities.absence(of: feature) == nil else { return [] }
    let isOn = snapshot[endpoint]?.root.subject(named: subject)?.flag(at: "enabled") == true
    let goesOff = desired.items.contains { $0[switchPath]?.value == .text("false") }
    return isOn && goesOff ? [endpoint, Clock.endpoint] : [endpoint]
  }

  /// Whether a change switches it off.
  package static func isSwitchedOff(by change: SettingChange) -> Bool {
    change.setting == key && change.fields.contains { $0.path == switchPath && $0.after == "false" }
  }

  package static func obstacle(to value: Self, in document: XMLElement) -> String? {
    document.text(at: "verificationCode") == "" && value.verificationCode == nil
      ? "the recorder has no verification code yet: declare \(codePath)" : nil
  }

  package static func standing(in document: XMLElement) -> String? {
    let isRegistered = document.flag(at: "registerStatus").map { $0 ? "registered" : "not registered" }
    let isBound = document.text(at: "bindStatus").map { $0 == "bind" ? "bound to an account" : "bound to no account" }
    let words = [isRegistered, isBound].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }
}
