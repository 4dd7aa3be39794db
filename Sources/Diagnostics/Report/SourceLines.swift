/// A text cut into lines, the way the YAML reader counts them.
struct SourceLines: Sendable {
  private let lines: [Substring.UnicodeScalarView]
  /// Bytes; longer lines are no text that people read, and are not drawn.
  private static let limit = 4_096

  init(_ text: String) {
    var scalars = text.unicodeScalars[...]
    if scalars.first == "\u{FEFF}" { scalars = scalars.dropFirst() }
    var lines = scalars.split(separator: "\n", omittingEmptySubsequences: false)
    for index in lines.indices where lines[index].last == "\r" { lines[index].removeLast() }
    self.lines = lines
  }

  /// The line with a number, counted from 1; nil where there is none to draw.
  subscript(number: Int) -> SourceLine? {
    guard lines.indices.contains(number - 1) else { return nil }
    let line = lines[number - 1]
    guard Substring(line).utf8.count <= Self.limit else { return nil }
    return SecretMask.hiddenColumns(of: line).reduce(SourceLine(Substring(line))) { $0.hiding($1) }
  }
}
