/// JSON made safe to look at: what a terminal would obey is written as an escape, which programs read as before.
package enum InertJSON {
  /// The same document with every active character in it escaped; line ends stand between values only.
  package static func of(_ json: String) -> String {
    func isRaw(_ scalar: Unicode.Scalar) -> Bool { scalar != "\n" && InertText.isActive(scalar) }
    guard json.unicodeScalars.contains(where: isRaw) else { return json }
    var text = ""
    for scalar in json.unicodeScalars {
      if isRaw(scalar) {
        for unit in String(scalar).utf16 { text += escape(of: unit) }
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private static func escape(of unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
