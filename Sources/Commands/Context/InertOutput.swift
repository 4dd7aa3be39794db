import Diagnostics

/// The last look at text before it leaves the process.
///
/// Whoever draws a text makes what comes from elsewhere inert, line ends included. This is for the place where somebody
/// forgot it: nothing but lines and the colours of the palette gets through to a terminal.
enum InertOutput {
  /// The text with everything else that a terminal would obey drawn.
  static func text(_ text: String, isColoured: Bool) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A }) { return text }
    var drawn = ""
    var plain = Substring.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      let ownLength = scalar == "\n" || scalar == "\t" ? 1 : isColoured ? paletteLength(of: rest) : 0
      if ownLength == 0 {
        plain.append(rest.removeFirst())
      } else {
        drawn += InertText.of(String(plain)) + String(rest.prefix(ownLength))
        plain = Substring.UnicodeScalarView()
        rest = rest.dropFirst(ownLength)
      }
    }
    return drawn + InertText.of(String(plain))
  }

  /// How long the sequence of the palette is that a text begins with; 0 where it begins with none.
  private static func paletteLength(of text: Substring.UnicodeScalarView) -> Int {
    guard text.first == "\u{1B}" else { return 0 }
    return sequences.first { text.starts(with: $0) }?.count ?? 0
  }

  private static let sequences = (Ink.allCases.map(\.sequence) + [Ink.end]).map { Array($0.unicodeScalars) }
}
