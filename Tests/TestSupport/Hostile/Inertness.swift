package import Testing

/// Whether a text does nothing to a terminal but stand there.
package enum Inertness {
  /// Expects a text to obey nobody: no active character, no forged line, no line wider than the screen.
  package static func expect(
    _ text: String, width: Int? = 80, _ sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var marks = 0
    for scalar in text.unicodeScalars where scalar != "\n" {
      marks = scalar.properties.generalCategory == .nonspacingMark ? marks + 1 : 0
      if obeys(scalar) || marks > 4 {
        Issue.record("U+\(String(scalar.value, radix: 16)) in \(text.debugDescription)", sourceLocation: sourceLocation)
        return
      }
    }
    for line in text.split(separator: "\n") {
      #expect(!line.hasPrefix(HostileText.forged), sourceLocation: sourceLocation)
      if let width { #expect(columns(of: line) <= width, "\(line)", sourceLocation: sourceLocation) }
    }
  }

  /// Said a second time on purpose, from the tables of Unicode alone: the product's own list is what is tested.
  private static func obeys(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
    default: scalar.properties.isDefaultIgnorableCodePoint && !(0xFE00...0xFE0F).contains(scalar.value)
    }
  }

  /// Cells of East Asian characters, roughly; the payloads hold no others.
  private static func columns(of line: Substring) -> Int {
    line.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: sum
      default: sum + ((0x2E80...0xFFEF).contains(scalar.value) || scalar.value >= 0x1F300 ? 2 : 1)
      }
    }
  }
}
