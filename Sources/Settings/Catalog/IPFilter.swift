package import ISAPI
package import XML

/// The list of addresses that are let in or kept out (isapi.md 6.7).
package struct IPFilter: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "ipFilter"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/ipFilter"
  package static let subject = "IPFilter"
  package static let documentation =
    "The list of addresses that are let in or kept out; it is switched on and off here, and filled at the recorder."

  package static let keptAtRecorder: String? = "its list of addresses is kept"

  package static let feature = Feature.ipFilter

  /// Whether a list that is switched on lets an address in; nil where that cannot be told.
  package static func admits(_ host: String, in document: XMLElement) -> Bool? {
    guard let subject = document.subject(named: subject), let address = IPv4Address(host) else { return nil }
    var isListed = false
    for entry in subject.elements(named: "IPFilterAddressList").flatMap({ $0.elements(named: "IPFilterAddress") }) {
      // Only single hosts have been seen; what else there may be is not guessed at.
      guard let listed = entry.text(at: "AddressMask/ipAddress").flatMap({ IPv4Address($0) }) else { return nil }
      if listed == address { isListed = true }
    }
    switch subject.text(at: "permissionType")?.lowercased() {
    case "allow": return isListed
    case "deny": return !isListed
    default: return nil
    }
  }
}
