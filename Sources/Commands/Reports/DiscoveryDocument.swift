import FoundationEssentials
import ISAPI
import Planner

/// Discovered devices as one JSON document, for programs; what a device does not tell is left out.
struct DiscoveryDocument: Encodable {
  /// One device in its own words.
  struct Device: Encodable {
    var kind: String
    var model: String?
    var serial: String?
    var shortSerial: String?
    var mac: String?
    var firmware: String?
    var firmwareReleased: String?
    var address: String?
    var subnetMask: String?
    var gateway: String?
    var dhcp: Bool
    var httpPort: Int?
    var activated: Bool
  }

  /// How many there are.
  struct Summary: Encodable {
    var recorders: Int
    var cameras: Int
    var others: Int
    var inactive: Int
  }

  var formatVersion = 1
  var kind = "DiscoveryReport"
  var devices: [Device]
  var summary: Summary

  init(_ devices: [DiscoveredDevice]) {
    self.devices = devices.map(Device.init)
    func count(_ kind: DiscoveredDevice.Kind) -> Int { devices.count { $0.kind == kind } }
    summary = Summary(
      recorders: count(.recorder), cameras: count(.camera), others: count(.other),
      inactive: devices.count { !$0.isActivated })
  }

  /// The document as text: keys sorted, a newline at the end.
  func json() throws -> String { try PlanFile.text(of: self) }
}

extension DiscoveryDocument.Device {
  fileprivate init(_ device: DiscoveredDevice) {
    func told(_ text: String) -> String? { text.isEmpty ? nil : text }
    let identity = device.identity
    self.init(
      kind: device.kind.rawValue, model: told(identity.model), serial: told(identity.serial),
      shortSerial: told(identity.shortSerial), mac: told(identity.mac), firmware: told(identity.firmware),
      firmwareReleased: told(identity.firmwareReleased), address: device.address, subnetMask: device.subnetMask,
      gateway: device.gateway, dhcp: device.usesDHCP, httpPort: device.httpPort, activated: device.isActivated)
  }
}
