/// The lines of one file that a diagnostic shows, with carets below and words beside.
struct Snippet: Sendable {
  private struct Place: Sendable {
    var line: SourceLine
    var range: SourceRange
    var label: String
    var isMain: Bool
  }

  private let severity: Diagnostic.Severity
  private let label: String
  private var places: [Place] = []

  init(severity: Diagnostic.Severity, label: String) {
    self.severity = severity
    self.label = label
  }

  /// Adds the place the diagnostic is about.
  mutating func add(_ line: SourceLine, at range: SourceRange, hidden: Bool) {
    let line = hidden ? line.hiding(range.start.column..<Self.endColumn(of: range, in: line)) : line
    places.append(Place(line: line, range: range, label: label, isMain: true))
  }

  /// Adds another place in the same file.
  mutating func add(_ line: SourceLine, at range: SourceRange, label: String) {
    places.append(Place(line: line, range: range, label: label, isMain: false))
  }

  /// The width of the largest line number.
  var gutter: Int { places.map { String($0.range.start.line).count }.max() ?? 1 }

  /// Whether a place is among the lines.
  func shows(_ range: SourceRange) -> Bool { places.contains { $0.range == range } }

  /// Whether the main label finds room beside its caret or its line.
  func showsLabel(width: Int) -> Bool {
    guard places.count == 1, let place = places.first else { return true }
    let room = width - gutter - 3
    let (start, length) = caret(of: place, room: room)
    return start + length + 1 + DisplayWidth.of(label) <= room
  }

  /// The drawn lines, gutter included.
  func lines(width: Int, palette: Palette) -> [String] {
    let room = width - gutter - 3
    let sorted = places.sorted { $0.range.start.line < $1.range.start.line }
    let beside = sorted.count > 1 ? column(besideLines: sorted, room: room) : nil
    var drawn = [edge(nil, palette)]
    for place in sorted {
      let window = place.line.window(around: place.range.start.column, limit: room)
      if let beside, !place.label.isEmpty {
        let gap = String(repeating: " ", count: beside - place.line.width)
        drawn.append(edge(place.range.start.line, palette) + " " + window.text + gap + place.label)
      } else {
        drawn.append(edge(place.range.start.line, palette) + (window.text.isEmpty ? "" : " " + window.text))
      }
      if beside == nil || place.isMain {
        drawn.append(edge(nil, palette) + caretLine(of: place, beside: beside, room: room, width: width, palette))
      }
    }
    return drawn
  }

  private func caretLine(of place: Place, beside: Int?, room: Int, width: Int, _ palette: Palette) -> String {
    let (start, length) = caret(of: place, room: room)
    let marks = String(repeating: place.isMain ? "^" : "-", count: length)
    let blank = String(repeating: " ", count: start + 1)
    let fits = start + length + 1 + DisplayWidth.of(place.label) <= room || places.count > 1
    let words = beside == nil && fits && !place.label.isEmpty ? " " + place.label : ""
    return blank + palette.severity(severity, marks) + words
  }

  /// The column at which the words beside the lines begin, nil when there is no room for them.
  private func column(besideLines places: [Place], room: Int) -> Int? {
    let column = (places.map(\.line.width).max() ?? 0) + 4
    return places.allSatisfy { column + DisplayWidth.of($0.label) <= room } ? column : nil
  }

  private func caret(of place: Place, room: Int) -> (start: Int, length: Int) {
    let shift = place.line.window(around: place.range.start.column, limit: room).shift
    let start = min(place.line.offset(of: place.range.start.column) - shift, room - 1)
    let end = place.line.offset(of: Self.endColumn(of: place.range, in: place.line)) - shift
    return (start, max(1, min(end, room) - start))
  }

  /// Where the marked stretch ends on its first line.
  private static func endColumn(of range: SourceRange, in line: SourceLine) -> Int {
    range.end.line == range.start.line ? max(range.start.column, range.end.column) : line.scalarCount + 1
  }

  private func edge(_ number: Int?, _ palette: Palette) -> String {
    let text = number.map(String.init) ?? ""
    return palette.dim(String(repeating: " ", count: gutter - text.count) + text + " |")
  }
}
