/// Sentences broken at spaces so that they fit a width.
package enum WrappedText {
  /// The lines of a text, each at most `width` columns; a word that is longer than a line is broken.
  package static func lines(of text: String, width: Int) -> [String] {
    guard DisplayWidth.of(text) > width else { return [text] }
    var lines: [String] = []
    var current = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false).flatMap({ pieces(of: $0, width: width) }) {
      let longer = current.isEmpty ? word : current + " " + word
      if DisplayWidth.of(longer) > width, !current.isEmpty {
        lines.append(current)
        current = word
      } else {
        current = longer
      }
    }
    lines.append(current)
    return lines
  }

  /// A word as it is, or in stretches that fill a line each.
  private static func pieces(of word: Substring, width: Int) -> [String] {
    guard width > 1, DisplayWidth.of(word) > width else { return [String(word)] }
    var pieces: [String] = []
    var piece = ""
    var room = width
    for character in word {
      let columns = DisplayWidth.of(String(character))
      if columns > room, !piece.isEmpty {
        pieces.append(piece)
        piece = ""
        room = width
      }
      piece.append(character)
      room -= columns
    }
    return pieces + [piece]
  }
}
