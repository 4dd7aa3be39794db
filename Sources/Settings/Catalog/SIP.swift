package import ISAPI

/// Reporting to a platform by GB28181 (isapi.md 6.1).
package struct SIP: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "sip"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/SIP"
  package static let subject = "SIPServer"
  package static let keptAtRecorder: String? = "the platform is kept"
  package static let documentation = "Reporting to a platform by GB28181."
  package static let feature = Feature.sip
}
