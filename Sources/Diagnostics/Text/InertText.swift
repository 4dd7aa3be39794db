/// Text from elsewhere made safe to print: whatever a terminal would obey is drawn instead.
package enum InertText {
  /// A text with every control, direction and line-breaking character drawn as `<U+XXXX>`.
  package static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isActive) else { return text }
    var drawn = ""
    for scalar in text.unicodeScalars { drawn += isActive(scalar) ? mark(for: scalar) : String(scalar) }
    return drawn
  }

  /// Whether a scalar does something else than stand in its place.
  package static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: false
    case 0x00...0x1F, 0x7F...0x9F: true
    // Direction marks, embeddings, overrides and isolates (Unicode Standard Annex #9, 2).
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F: true
    // Line and paragraph separators, characters without width, tags.
    case 0x2028, 0x2029, 0x00AD, 0x200B, 0x2060...0x2065, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }

  /// How an active scalar is drawn.
  static func mark(for scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }
}
