package import ISAPI
import XML

/// The door for other makers' clients (isapi.md 6.2).
package struct ONVIF: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "onvif"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/Integrate"
  package static let subject = "Integrate"
  package static let documentation = "The door for clients of other makers."
  package static let feature = Feature.onvif
  /// The switch of ISAPI stands beside it and is never touched: it is the branch nvrctl sits on.
  package static let place = DeviceBinding.switch("ONVIF/enable")
}
