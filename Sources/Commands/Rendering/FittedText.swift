import Diagnostics

/// Text brought into columns, as a terminal counts them, and inert: what it breaks and cuts may come from a device.
enum FittedText {
  /// The lines of a text, each at most `width` columns: broken at spaces, and within a word that is wider.
  static func lines(_ text: String, width: Int) -> [String] {
    WrappedText.lines(of: InertText.of(text), width: width).flatMap { pieces(of: $0, width: width) }
  }

  /// Whole pieces put into lines, two or more blanks between them; the lines behind the first are indented.
  static func flow(_ pieces: [String], head: String, gap: String = "   ", width: Int) -> [String] {
    let indent = String(repeating: " ", count: DisplayWidth.of(head))
    var lines: [String] = []
    var line = head
    var isEmpty = true
    for piece in pieces.flatMap({ Self.lines($0, width: width - indent.count) }) {
      if !isEmpty, DisplayWidth.of(line + gap + piece) > width {
        lines.append(line)
        line = indent
        isEmpty = true
      }
      line += isEmpty ? piece : gap + piece
      isEmpty = false
    }
    return lines + [line]
  }

  /// A sentence behind a head; the lines behind the first are indented.
  static func hanging(_ text: String, head: String, width: Int) -> [String] {
    let indent = DisplayWidth.of(head)
    return lines(text, width: width - indent).enumerated().map { index, line in
      (index == 0 ? head : String(repeating: " ", count: indent)) + line
    }
  }

  /// A command behind a head; lines but the last end as a shell wants it, so that all of them can be pasted.
  static func command(_ command: String, head: String, width: Int) -> [String] {
    let lines = hanging(command, head: head, width: width - 2)
    return lines.dropLast().map { $0 + " \\" } + lines.suffix(1)
  }

  /// The text with blanks behind it, or as it is where it is wider.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
  }

  /// The text with blanks in front of it, or as it is where it is wider.
  static func right(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - DisplayWidth.of(text))) + text
  }

  /// The text, cut with two dots where it is too wide.
  static func cut(_ text: String, to width: Int) -> String {
    let text = InertText.of(text)
    guard DisplayWidth.of(text) > width, let first = pieces(of: text, width: max(1, width - 2)).first else {
      return text
    }
    return first + ".."
  }

  /// A text with something at the right edge, on a line of its own where there is no room.
  static func withEdge(_ text: String, _ right: String, edge: Int, width: Int) -> [String] {
    var lines = lines(text, width: width)
    guard let last = lines.last, !right.isEmpty else { return lines }
    let room = edge - DisplayWidth.of(right)
    if DisplayWidth.of(last) + 2 > width - DisplayWidth.of(right) {
      lines.append(padded("", to: room) + right)
    } else {
      lines[lines.count - 1] = padded(last, to: max(room, DisplayWidth.of(last) + 2)) + right
    }
    return lines
  }

  private static func pieces(of line: String, width: Int) -> [String] {
    guard DisplayWidth.of(line) > width else { return [line] }
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in line {
      let columns = DisplayWidth.of(String(character))
      if used + columns > width, !piece.isEmpty {
        pieces.append(piece)
        piece = ""
        used = 0
      }
      piece.append(character)
      used += columns
    }
    return pieces + [piece]
  }
}
