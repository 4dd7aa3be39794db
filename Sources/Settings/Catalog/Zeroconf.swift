package import ISAPI
package import XML

/// The announcement of a recorder's services on its own network (isapi.md 4.1).
package struct Zeroconf: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "zeroconf"
  /// The interface's document holds the switch too, and is read anyway for the address.
  package static let endpoint = NetworkInterface.endpoint
  package static let subject = "Discovery"
  package static let feature = Feature("Zeroconf")
  package static let container = NetworkInterface.subject
  package static let documentation = "The announcement of the recorder's services on its own network."
  package static let place = DeviceBinding.switch("Zeroconf/enabled")

  package static func place(on snapshot: DeviceSnapshot) -> DocumentPlace? { ManagedInterface.place(on: snapshot) }

  package static func resources(for desired: DesiredSetting, on snapshot: DeviceSnapshot) -> [Endpoint] {
    ManagedInterface.resources(on: snapshot)
  }

  /// Written by itself, so that the address is not sent along.
  package static func destination(of element: XMLElement, in place: DocumentPlace) -> Endpoint {
    place.endpoint.item("discovery")
  }
}
