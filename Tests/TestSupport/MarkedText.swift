package import Diagnostics

/// A text in which `▸` marks the places that a test expects something at.
package struct MarkedText: Sendable {
  /// The text without the marks.
  package let text: String
  /// Where the marks stood, in their order.
  package let positions: [SourcePosition]

  package init(_ marked: String) {
    var text = String.UnicodeScalarView()
    var positions: [SourcePosition] = []
    var position = SourcePosition(line: 1, column: 1)
    for scalar in marked.unicodeScalars {
      if scalar == "▸" {
        positions.append(position)
        continue
      }
      text.append(scalar)
      position.column += 1
      if scalar == "\n" { position = SourcePosition(line: position.line + 1, column: 1) }
    }
    self.text = String(text)
    self.positions = positions
  }

  /// The bytes of the text without the marks.
  package var bytes: [UInt8] { Array(text.utf8) }
}
