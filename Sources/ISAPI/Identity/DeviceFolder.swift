/// Where the state of one recorder is kept between runs (design 8).
///
/// A recorder has one folder however its serial is written: hyphens, letter case and the tail that only some
/// firmware adds make no difference, and the short serial stands for the full one (isapi.md 3.1).
package struct DeviceFolder: Sendable, Hashable {
  /// The name of the folder, fit for any file system.
  package let name: String

  /// The folder of the recorder with this serial.
  package init(serial: String) {
    let letters = serial.uppercased().utf8.filter(Self.isPlain)
    let text = String(decoding: letters, as: UTF8.self)
    let body = text.hasSuffix("WCVU") && text.utf8.count > 4 ? text.dropLast(4) : text[...]
    name = String(Self.shortSerial(atEndOf: body))
  }

  /// The folder of whatever is at an address, for commands that know no serial yet.
  package init(address: DeviceAddress) {
    name = "at-\(address.host.lowercased())-\(address.port)"
  }

  /// Failed logins per account.
  package var ledger: String { "devices/\(name)/ledger.json" }
  /// The pinned certificate.
  package var pin: String { "devices/\(name)/pin.json" }
  /// Held by the process that works on the recorder.
  package var lock: String { "devices/\(name)/lock" }
  /// The folder above all backups of the recorder.
  package var backups: String { "backups/\(name)" }

  /// What stands on the label: everything behind the region code, else a letter and eight digits at the end.
  private static func shortSerial(atEndOf text: Substring) -> Substring {
    for region in ["CCRR", "CCWR", "AAWR", "AARR"] {
      guard let range = text.ranges(of: region).last else { continue }
      let rest = text[range.upperBound...]
      if rest.utf8.count >= 9 { return rest }
    }
    let tail = text.suffix(9)
    let isLabel = tail.utf8.count == 9 && tail.first?.isLetter == true && tail.dropFirst().allSatisfy(\.isNumber)
    return isLabel ? tail : text
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
