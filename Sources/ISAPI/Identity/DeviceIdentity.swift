/// What a recorder says it is, from `deviceInfo` (isapi.md 3.1).
package struct DeviceIdentity: Sendable, Hashable, Codable {
  /// The full serial number as the device writes it, model and date included.
  package var serial: String
  package var model: String
  /// Lower case with colons; empty where the device does not tell.
  package var mac: String
  /// Version as written, such as `V4.30.085`.
  package var firmware: String
  /// Release text as written, such as `build 230619`.
  package var firmwareReleased: String

  package init(serial: String, model: String, mac: String, firmware: String, firmwareReleased: String) {
    self.serial = serial
    self.model = model
    self.mac = mac
    self.firmware = firmware
    self.firmwareReleased = firmwareReleased
  }

  /// Whether this is the device with a declared serial.
  ///
  /// Hyphens do not count, since firmware writes them differently (isapi.md 3.1). A short serial of nine
  /// characters or more may stand for the full one, as on labels and in SADP.
  package func hasSerial(_ declared: String) -> Bool {
    let full = Self.normalized(serial)
    let wanted = Self.normalized(declared)
    if wanted.isEmpty { return false }
    if full == wanted { return true }
    let withoutTail = full.hasSuffix("WCVU") ? String(full.dropLast(4)) : full
    return wanted.count >= 9 && withoutTail.hasSuffix(wanted)
  }

  private static func normalized(_ serial: String) -> String {
    serial.uppercased().filter { $0 != "-" && $0 != " " }
  }
}

/// Another device answers where the declared one was expected.
package struct IdentityMismatch: Error, Sendable {
  package var address: DeviceAddress
  /// Which fact differs: `serial`, `mac`, `model` or `firmware`.
  package var fact: String
  package var declared: String
  package var found: String
  /// What the device is, such as `a camera (DS-2CD2146G2-ISU)`, where it is known to be no recorder.
  package var device: String?

  package init(address: DeviceAddress, fact: String, declared: String, found: String) {
    self.address = address
    self.fact = fact
    self.declared = declared
    self.found = found
  }
}
