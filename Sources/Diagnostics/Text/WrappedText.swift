/// Sentences broken at spaces so that they fit a width.
package enum WrappedText {
  /// The lines of a text, each at most `width` columns where its words allow it.
  package static func lines(of text: String, width: Int) -> [String] {
    guard DisplayWidth.of(text) > width else { return [text] }
    var lines: [String] = []
    var current = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let longer = current.isEmpty ? String(word) : current + " " + word
      if DisplayWidth.of(longer) > width, !current.isEmpty {
        lines.append(current)
        current = String(word)
      } else {
        current = longer
      }
    }
    lines.append(current)
    return lines
  }
}
