import ISAPI
import SADP

extension DiscoveredDevice {
  /// A device from its own words.
  init(_ reply: SADPReply) {
    let version = reply.softwareVersion ?? ""
    let build = version.firstRange(of: "build")?.lowerBound ?? version.endIndex
    self.init(
      identity: DeviceIdentity(
        serial: reply.serial ?? "", model: reply.model ?? "",
        mac: Self.withColons(reply.mac ?? ""),
        firmware: String(version[..<build].filter { $0 != " " && $0 != "," }),
        firmwareReleased: String(version[build...])),
      kind: Kind(reply), address: reply.address, subnetMask: reply.subnetMask, gateway: reply.gateway,
      usesDHCP: reply.usesDHCP, httpPort: reply.httpPort, isActivated: reply.isActivated)
  }

  /// Twelve digits however they were separated, as hardware addresses are compared.
  private static func withColons(_ mac: String) -> String {
    let digits = Array(mac.lowercased().filter(\.isHexDigit))
    return stride(from: 0, to: digits.count, by: 2).map { String(digits[$0..<min($0 + 2, digits.count)]) }
      .joined(separator: ":")
  }
}

extension DiscoveredDevice.Kind {
  /// By the series in the model, else by the number of channels (sadp.md 4.3).
  fileprivate init(_ reply: SADPReply) {
    let model = (reply.model ?? "").uppercased()
    let isRecorder = ["DS-7", "DS-8", "DS-9", "IDS-7", "IDS-9"].contains { model.hasPrefix($0) }
    if isRecorder || (reply.digitalChannels ?? 0) > 1 {
      self = .recorder
    } else {
      self = reply.digitalChannels == 1 ? .camera : .other
    }
  }
}
