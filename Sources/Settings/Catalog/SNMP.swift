package import ISAPI
import XML

/// Reading by management stations (isapi.md 6.4).
package struct SNMP: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "snmp"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/SNMP"
  package static let subject = "SNMP"
  package static let keptAtRecorder: String? = "communities and users are kept"
  package static let documentation =
    "Reading by management stations; off means every version, on means v2c with the communities that are set."
  package static let feature = Feature.snmp
  package static let place = DeviceBinding.anySwitch(
    of: ["SNMPv1c/enabled", "SNMPv2c/enabled", "SNMPAdvanced/enabled"], usual: "SNMPv2c/enabled")
}
