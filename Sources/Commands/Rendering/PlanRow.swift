import Diagnostics

/// One line of a plan in four columns: mark, name, what happens, where it was asked for (product.md B).
struct PlanRow: Sendable, Hashable {
  /// The first column; colour repeats it and never replaces it.
  enum Mark: String, Sendable {
    case add = "+"
    case change = "~"
    case remove = "-"
    case destroy = "X"
    case secret = "*"
    case same = "="
    case met = "v"
    case running = ">"
    case unknown = "?"
    case attention = "!"
  }

  var mark: Mark
  var name: String
  var text: String
  /// The source position, already brought to its width.
  var source = ""

  private static let nameColumn = 4
  private static let textColumn = 22
  static let sourceWidth = 19

  /// The row as lines; the source stands on the first.
  func lines(width: Int, palette: Palette) -> [String] {
    let textWidth = width - Self.textColumn - (source.isEmpty ? 0 : Self.sourceWidth + 1)
    let texts = FittedText.lines(text, width: textWidth)
    let indent = String(repeating: " ", count: Self.textColumn)
    let head = "  " + palette.mark(mark) + " "
    let name = InertText.of(name)
    let isNarrow = DisplayWidth.of(name) < Self.textColumn - Self.nameColumn
    let names = FittedText.lines(
      name, width: isNarrow ? Self.textColumn : Self.textColumn - Self.nameColumn + textWidth)
    if isNarrow {
      let first = FittedText.padded(name, to: Self.textColumn - Self.nameColumn) + (texts.first ?? "")
      return [head + withSource(first, width: width, palette)] + texts.dropFirst().map { indent + $0 }
    }
    let rest = names.dropFirst().map { String(repeating: " ", count: Self.nameColumn) + $0 }
    return [head + withSource(names[0], width: width, palette)] + rest + texts.map { indent + $0 }
  }

  private func withSource(_ text: String, width: Int, _ palette: Palette) -> String {
    if source.isEmpty { return text }
    return FittedText.padded(text, to: width - Self.sourceWidth - Self.nameColumn) + palette.dim(source)
  }
}

extension Palette {
  /// A mark in its colour.
  func mark(_ mark: PlanRow.Mark) -> String {
    switch mark {
    case .add, .met: painted(mark.rawValue, .green)
    case .change: painted(mark.rawValue, .yellow)
    case .remove: painted(mark.rawValue, .red)
    case .destroy: painted(mark.rawValue, .boldRed)
    case .secret: painted(mark.rawValue, .magenta)
    case .same, .running: dim(mark.rawValue)
    case .unknown, .attention: painted(mark.rawValue, .boldYellow)
    }
  }
}

/// A source position as the last column: the layer's word, or the recorder's name, then line and column.
enum SourceColumn {
  /// Such as `profile 14:13` or `nvr-1   49:7`; empty where there is no position.
  static func text(_ range: SourceRange?, layer: String) -> String {
    guard let range else { return "" }
    let parts = layer.split(separator: " ", maxSplits: 1)
    let word = parts.first == "recorder" && parts.count == 2 ? parts[1] : parts.first ?? ""
    if word == "built-in" { return String(word) }
    let line = String(range.start.line)
    let place = String(repeating: " ", count: max(0, 2 - line.count)) + "\(line):\(range.start.column)"
    let room = PlanRow.sourceWidth - place.count - 1
    return FittedText.padded(FittedText.cut(InertText.of(String(word)), to: room), to: min(room, 7)) + " " + place
  }
}
