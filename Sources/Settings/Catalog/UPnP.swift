package import ISAPI

/// The mapping of a recorder's ports on the site's router (isapi.md 6.1).
package struct UPnP: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "upnp"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/UPnP"
  package static let subject = "UPnP"
  package static let documentation =
    "Mapping of the recorder's ports on the router, so that they are reached from the internet."
  package static let feature = Feature.upnp
}
