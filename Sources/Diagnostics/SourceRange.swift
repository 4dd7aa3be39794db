/// A place in a text, counted the way editors show it.
package struct SourcePosition: Sendable, Hashable, Comparable, Codable {
  /// The line, from 1.
  package var line: Int
  /// The column in Unicode scalars, from 1.
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A stretch of one named text; `end` is the position just behind the last scalar.
package struct SourceRange: Sendable, Hashable, Codable {
  /// The name of the file, as the user gave it or as found below what the user gave.
  package var file: String
  package var start: SourcePosition
  package var end: SourcePosition

  package init(file: String, start: SourcePosition, end: SourcePosition) {
    self.file = file
    self.start = start
    self.end = end
  }
}

extension SourceRange: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    if left.file != right.file { return left.file < right.file }
    return (left.start, left.end) < (right.start, right.end)
  }
}
