/// A text cut into lines, the way the YAML reader counts them.
struct SourceLines: Sendable {
  private let lines: [Substring.UnicodeScalarView]

  init(_ text: String) {
    var scalars = text.unicodeScalars[...]
    if scalars.first == "\u{FEFF}" { scalars = scalars.dropFirst() }
    var lines = scalars.split(separator: "\n", omittingEmptySubsequences: false)
    for index in lines.indices where lines[index].last == "\r" { lines[index].removeLast() }
    self.lines = lines
  }

  /// The line with a number, counted from 1.
  subscript(number: Int) -> SourceLine? {
    guard lines.indices.contains(number - 1) else { return nil }
    let line = lines[number - 1]
    return SecretMask.hiddenColumns(of: line).reduce(SourceLine(Substring(line))) { $0.hiding($1) }
  }
}
