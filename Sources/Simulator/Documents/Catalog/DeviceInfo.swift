import Host
import XML

extension Resource {
  /// Model, serial, firmware, and the two fields that can be written (isapi.md 3.1).
  static let deviceInfo = Resource(
    path: "/ISAPI/System/deviceInfo",
    readOnly: [
      "deviceID", "model", "serialNumber", "macAddress", "firmwareVersion", "firmwareReleasedDate",
      "encoderVersion", "encoderReleasedDate", "deviceType", "hardwareVersion", "manufacturer",
      "decordChannelNums", "VGANums", "USBNums", "auxoutNums", "regionVersion",
    ],
    rules: [.text("deviceName", 1...32), .number("telecontrolID", 1...255)]
  ) { profile in
    """
    <DeviceInfo\(profile.family.root)>
    <deviceName>Network Video Recorder</deviceName>
    <deviceID>\(deviceID(of: profile))</deviceID>
    <model>\(profile.model)</model>
    <serialNumber>\(profile.serial)</serialNumber>
    <macAddress>\(profile.mac)</macAddress>
    <firmwareVersion>\(profile.firmware)</firmwareVersion>
    <firmwareReleasedDate>\(profile.firmwareReleased)</firmwareReleasedDate>
    <encoderVersion>V5.0</encoderVersion>
    <encoderReleasedDate>build 200825</encoderReleasedDate>
    <deviceType>NVR</deviceType>
    <telecontrolID>255</telecontrolID>
    \(profile.family == .a ? oldTail : newTail(profile))
    </DeviceInfo>
    """
  }

  private static let oldTail = """
    <hardwareVersion>0x0</hardwareVersion>
    <manufacturer>hikvision</manufacturer>
    """

  private static func newTail(_ profile: RecorderProfile) -> String {
    """
    <hardwareVersion>0x1</hardwareVersion>
    <decordChannelNums>\(profile.model.channels)</decordChannelNums>
    <VGANums>1</VGANums>
    <USBNums>2</USBNums>
    <auxoutNums>0</auxoutNums>
    <regionVersion>basic</regionVersion>
    """
  }

  /// The letter H and the short serial as ASCII in hex, closed by the digits of the MAC (isapi.md 3.1).
  private static func deviceID(of profile: RecorderProfile) -> String {
    let hex = HexDigits.text(of: ("H" + profile.shortSerial).utf8.prefix(6)).padded(to: 12)
    let tail = profile.mac.filter(\.isHexDigit).padded(to: 12)
    return "\(hex.prefix(8))-\(hex.dropFirst(8))-0000-0000-\(tail)"
  }
}

extension String {
  fileprivate func padded(to length: Int) -> String {
    self + String(repeating: "0", count: max(0, length - count))
  }
}
