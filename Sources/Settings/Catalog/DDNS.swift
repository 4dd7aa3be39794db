package import ISAPI

/// A name on the internet for a changing address (isapi.md 4.3).
package struct DDNS: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "ddns"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/DDNS"
  package static let subject = "DDNS"
  package static let keptAtRecorder: String? = "provider and account are kept"
  package static let documentation = "A name on the internet for a changing address."
  package static let feature = Feature.ddns
}
