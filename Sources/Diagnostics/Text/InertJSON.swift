/// JSON made safe to look at: what a terminal would obey is written as an escape, which programs read as before.
package enum InertJSON {
  /// The same document with every active character in it escaped, and every mark too many on one letter.
  package static func of(_ json: String) -> String {
    if json.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A }) { return json }
    var text = ""
    var marks = 0
    for scalar in json.unicodeScalars {
      marks = InertText.isMark(scalar) ? marks + 1 : 0
      // Line ends stand between values only.
      if scalar != "\n", marks > InertText.markLimit || InertText.isActive(scalar) {
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
