/// What a recorder is and stays, whatever is written to it.
package struct RecorderProfile: Sendable, Hashable {
  package var model: RecorderModel
  package var family: Family
  /// The full serial number: model, date, region and short serial (isapi.md 3.1).
  package var serial: String
  /// Lower case with colons.
  package var mac: String
  /// The version as written, such as `V4.30.085`.
  package var firmware: String
  /// The release as written, such as `build 200916`.
  package var firmwareReleased: String
  /// The activation exchange announced in `activateStatus`; nil leaves the element out (isapi.md 2.1).
  package var supportVersion: Int?
  /// Whether the firmware still has a Telnet switch (isapi.md 6.1).
  package var hasTelnet: Bool

  package init(
    model: RecorderModel, family: Family, shortSerial: String = "0123454821", mac: String = "44:19:b6:00:a0:3f"
  ) {
    self.model = model
    self.family = family
    serial = "\(model)0820230601CCRR\(shortSerial)WCVU"
    self.mac = mac
    switch family {
    case .a:
      firmware = "V4.30.085"
      firmwareReleased = "build 200916"
      hasTelnet = true
    case .b:
      firmware = "V5.03.020"
      firmwareReleased = "build 240904"
      hasTelnet = false
    }
  }

  /// Whether the recorder filters by address, as only the M series does (isapi.md 3.2).
  var hasAddressFilter: Bool { family == .b && model.description.uppercased().contains("-M") }

  /// The part of the serial that is printed on labels.
  package var shortSerial: String {
    let withoutTail = serial.hasSuffix("WCVU") ? serial.dropLast(4) : serial[...]
    guard let region = withoutTail.ranges(of: "CCRR").last else { return String(withoutTail.suffix(9)) }
    return String(withoutTail[region.upperBound...])
  }
}
