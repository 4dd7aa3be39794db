package import ISAPI

/// Dial-up over Ethernet (isapi.md 4.3).
package struct PPPoE: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "pppoe"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/PPPoE/1"
  package static let subject = "PPPoE"
  package static let keptAtRecorder: String? = "the account is kept"
  package static let documentation = "Dial-up over Ethernet by the recorder itself."
  package static let feature = Feature.pppoe
}
