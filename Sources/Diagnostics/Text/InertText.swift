/// Text from elsewhere made safe to print: whatever a terminal would obey, or nobody would see, is drawn instead.
package enum InertText {
  /// More marks than any script puts on one letter; a pile of them would cover the lines around.
  static let markLimit = 4

  /// A text with every control, direction, line-breaking and invisible character drawn as `<U+XXXX>`.
  package static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    let scalars = Array(text.unicodeScalars)
    var drawn = ""
    var marks = 0
    for (index, scalar) in scalars.enumerated() {
      if isMark(scalar) { marks += 1 } else { drawn += pile(of: marks); marks = 0 }
      if marks > markLimit { continue }
      let isDrawn = isJoiner(scalar) ? !joins(scalars, at: index) : isActive(scalar)
      drawn += isDrawn ? mark(for: scalar) : String(scalar)
    }
    return drawn + pile(of: marks)
  }

  /// Whether a scalar does something else than stand in its place.
  package static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF: return false
    case 0x00...0x1F, 0x7F...0x9F: return true
    // Signs in front of numbers are format characters, and yet drawn.
    case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890...0x0891, 0x08E2, 0x110BD, 0x110CD: return false
    // Joiners and variants shape the letters of some scripts, and pictures.
    case 0x200C, 0x200D, 0xFE00...0xFE0F, 0x180B...0x180D, 0x180F: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    // Direction marks and isolates (Unicode Standard Annex #9, 2), separators, characters without width.
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    // Letters and marks that leave nothing to see: fillers, tags, variants that no font has.
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// How an active scalar is drawn.
  static func mark(for scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }

  /// What stands for the marks of one letter that are too many.
  private static func pile(of marks: Int) -> String { marks > markLimit ? "<+\(marks - markLimit) marks>" : "" }

  /// Whether a scalar is drawn onto the one before it.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    let category = scalar.properties.generalCategory
    return (category == .nonspacingMark || category == .enclosingMark) && !isActive(scalar)
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x200C || scalar.value == 0x200D }

  /// Whether a joiner stands where it joins something; elsewhere it only makes two names look the same.
  private static func joins(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    guard index > 0, index + 1 < scalars.count else { return false }
    return [scalars[index - 1], scalars[index + 1]].allSatisfy { $0.value > 0xFF && !isActive($0) && !isJoiner($0) }
  }
}
