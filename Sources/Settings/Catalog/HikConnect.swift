package import ISAPI
package import XML

/// The vendor's cloud (isapi.md 6.3).
package struct HikConnect: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "hikConnect"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/EZVIZ"
  package static let subject = "EZVIZ"
  package static let keptAtRecorder: String? = "the verification code is kept"
  package static let documentation = "The vendor's cloud, by which the mobile app finds the recorder."
  package static let feature = Feature.hikConnect

  package static func obstacle(in document: XMLElement) -> String? {
    document.text(at: "verificationCode") == ""
      ? "the recorder has no verification code yet: set one at the recorder, then switch Hik-Connect on" : nil
  }
}
