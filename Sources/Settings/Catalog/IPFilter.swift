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
    "The list of addresses that are let in or kept out; it can be switched off here, not filled."

  /// Recorders without the filter do not have the flag at all (isapi.md 3.2).
  package static func absence(by capabilities: XMLElement) -> String? {
    capabilities.text(at: "SysCap/NetworkCap/isSupportIPFilter") == "true"
      ? nil : "its capabilities do not list isSupportIPFilter"
  }

  package static func obstacle(in document: XMLElement) -> String? {
    "its rules decide who is let in, and nvrctl does not write them: switch it on at the recorder"
  }
}
