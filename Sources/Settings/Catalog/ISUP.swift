package import ISAPI

/// The protocol by which a recorder reports to a platform of its maker, once called EHome (isapi.md 6.1).
package struct ISUP: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "isup"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/Ehome"
  package static let subject = "Ehome"
  package static let feature = Feature.isup
  package static let keptAtRecorder: String? = "the platform is kept"
  package static let documentation = "Reporting to a platform of the maker, formerly called EHome."
}
