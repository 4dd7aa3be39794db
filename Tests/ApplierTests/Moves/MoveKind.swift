import ISAPI
import Simulator
import Testing
import XML

/// A change that may take the way to the recorder away.
struct MoveKind: Sendable, CustomTestStringConvertible {
  var name: String
  var spec: String
  /// Where the manifest looks for the recorder.
  var addresses = "https://10.20.30.10"
  var family = Family.a
  var adjust: @Sendable (inout RecorderSeed) -> Void = { _ in }
  /// The resource that is written.
  var resource = Self.interface
  /// The way that the change leads to, as a host and a port that something may stand before.
  var destination: (host: String, port: Int?) = ("10.20.30.10", nil)
  /// Whether the way that it leads to is open before.
  var leadsToOpenWay = false
  /// Whether any way that the manifest names will do behind it: under DHCP, and where another protocol is gone over to.
  var takesAnyNamedWay = false
  /// Whether the recorder is as the manifest wants it.
  var isAsWanted: @Sendable (SimulatedRecorder) -> Bool

  var testDescription: String { name }

  static let interface = "/ISAPI/System/Network/interfaces/1"
  static let access = "/ISAPI/Security/adminAccesses"
  static let filter = "/ISAPI/System/Network/ipFilter"

  static let all = [
    address, addressBehindReboot, prefix, gateway, dhcp, fixed, port, portBehindReboot, handover, redirect,
    addressFilter,
  ]

  static let address = Self(
    name: "address", spec: "network: {address: 10.20.30.40/24, gateway: 10.20.30.1}",
    destination: ("10.20.30.40", nil)
  ) { $0.binding.address == "10.20.30.40" }

  static let addressBehindReboot = Self(
    name: "address behind a reboot", spec: address.spec, adjust: { $0.behavior.addressChange = .afterReboot },
    destination: ("10.20.30.40", nil)
  ) { $0.binding.address == "10.20.30.40" }

  static let prefix = Self(
    name: "prefix", spec: "network: {address: 10.20.30.10/16, gateway: 10.20.30.1}", leadsToOpenWay: true
  ) { $0.text(at: interface, "IPAddress/subnetMask") == "255.255.0.0" }

  static let gateway = Self(
    name: "gateway", spec: "network: {address: 10.20.30.10/24, gateway: 10.20.30.2}", leadsToOpenWay: true
  ) { $0.text(at: interface, "IPAddress/DefaultGateway/ipAddress") == "10.20.30.2" }

  static let dhcp = Self(
    name: "static to DHCP", spec: "network: {mode: dhcp}",
    adjust: { $0.behavior.lease = InterfaceAddress("10.20.30.77", gateway: "10.20.30.1") },
    destination: ("10.20.30.77", nil), leadsToOpenWay: true, takesAnyNamedWay: true
  ) { $0.text(at: interface, "IPAddress/addressingType") == "dynamic" && $0.binding.address == "10.20.30.77" }

  static let fixed = Self(
    name: "DHCP to static", spec: address.spec,
    adjust: {
      $0.edits = [DocumentEdit(interface, "IPAddress/addressingType", "dynamic")]
      $0.behavior.lease = InterfaceAddress("10.20.30.10", gateway: "10.20.30.1")
    }, destination: ("10.20.30.40", nil)
  ) { $0.text(at: interface, "IPAddress/addressingType") == "static" && $0.binding.address == "10.20.30.40" }

  static let port = Self(
    name: "port", spec: "services: {https: {enabled: true, port: 8443}}", resource: access,
    destination: ("10.20.30.10", 8443)
  ) { $0.binding.https == 8443 }

  static let portBehindReboot = Self(
    name: "port behind a reboot", spec: port.spec, adjust: { $0.behavior.portChange = .afterReboot }, resource: access,
    destination: ("10.20.30.10", 8443)
  ) { $0.binding.https == 8443 }

  static let handover = Self(
    name: "HTTP switched off", spec: "services: {http: {enabled: false}, https: {enabled: true}}",
    addresses: "http://10.20.30.10, https://10.20.30.10", resource: access, destination: ("10.20.30.10", 443),
    leadsToOpenWay: true, takesAnyNamedWay: true
  ) { $0.binding.http == nil }

  static let redirect = Self(
    name: "HTTP led to HTTPS", spec: "services: {https: {enabled: true, redirectHTTP: true}}",
    addresses: "http://10.20.30.10, https://10.20.30.10", family: .b, resource: access,
    destination: ("10.20.30.10", 443), leadsToOpenWay: true, takesAnyNamedWay: true
  ) { $0.text(at: access + "/3", "redirectToHttps") == "true" }

  static let addressFilter = Self(
    name: "address filter", spec: "services: {ipFilter: {enabled: true}}", family: .b, resource: filter,
    leadsToOpenWay: true
  ) { $0.text(at: filter, "enabled") == "true" }
}
