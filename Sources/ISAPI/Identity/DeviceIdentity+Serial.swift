extension DeviceIdentity {
  /// What the label shows of the serial, as SADP and the folder of the recorder know it (isapi.md 3.1).
  package var shortSerial: String { Self.shortSerial(of: serial) }

  /// Everything behind the region code, else a letter and eight digits at the end, else the whole serial;
  /// capital letters and digits without the marks and the tail that only some firmware writes.
  static func shortSerial(of serial: String) -> String {
    let letters = String(decoding: serial.uppercased().utf8.filter(isPlain), as: UTF8.self)
    let text = letters.hasSuffix("WCVU") && letters.utf8.count > 4 ? letters.dropLast(4) : letters[...]
    for region in ["CCRR", "CCWR", "AAWR", "AARR"] {
      guard let range = text.ranges(of: region).last else { continue }
      let rest = text[range.upperBound...]
      if rest.utf8.count >= 9 { return String(rest) }
    }
    let tail = text.suffix(9)
    let isLabel = tail.utf8.count == 9 && tail.first?.isLetter == true && tail.dropFirst().allSatisfy(\.isNumber)
    return String(isLabel ? tail : text)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
