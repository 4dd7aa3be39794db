/// One line of a source as it is drawn: tabs expanded, active characters inert.
struct SourceLine: Sendable, Hashable {
  /// The cells of the line, one for each scalar.
  private var cells: [Cell]

  /// What one scalar is drawn as, and how wide that is.
  private struct Cell: Sendable, Hashable {
    var text: String
    var width: Int
  }

  private static let tabStop = 4

  init(_ line: some StringProtocol) {
    var cells: [Cell] = []
    var column = 0
    var marks = 0
    for scalar in line.unicodeScalars {
      let cell: Cell
      marks = InertText.isMark(scalar) ? marks + 1 : 0
      if scalar == "\t" {
        let width = Self.tabStop - column % Self.tabStop
        cell = Cell(text: String(repeating: " ", count: width), width: width)
      } else if InertText.isActive(scalar) || marks > InertText.markLimit {
        let mark = InertText.mark(for: scalar)
        cell = Cell(text: mark, width: mark.unicodeScalars.count)
      } else {
        cell = Cell(text: String(scalar), width: DisplayWidth.of(scalar))
      }
      cells.append(cell)
      column += cell.width
    }
    self.cells = cells
  }

  /// The line with the scalars of `columns` (from 1, end excluded) replaced by asterisks.
  func hiding(_ columns: Range<Int>) -> Self {
    var hidden = self
    for index in columns.clamped(to: 1..<(cells.count + 1)) { hidden.cells[index - 1] = Cell(text: "*", width: 1) }
    return hidden
  }

  /// How many scalars the line has.
  var scalarCount: Int { cells.count }

  /// The drawn text.
  var text: String { cells.map(\.text).joined() }

  /// The width of the drawn text.
  var width: Int { cells.reduce(0) { $0 + $1.width } }

  /// The drawn column, from 0, at which the scalar in `column` (from 1) begins.
  func offset(of column: Int) -> Int {
    cells.prefix(max(0, column - 1)).reduce(0) { $0 + $1.width } + max(0, column - 1 - cells.count)
  }

  /// The part of the line that shows `column` within `limit` columns, and how far it was moved left.
  func window(around column: Int, limit: Int) -> (text: String, shift: Int) {
    guard width > limit else { return (text, 0) }
    let focus = offset(of: column)
    var first = 0
    var skipped = 0
    // A third of the room stays in front of the place, so that its surroundings can be read.
    while first < cells.count, focus - skipped > limit / 3 {
      skipped += cells[first].width
      first += 1
    }
    var drawn = first == 0 ? "" : "..."
    var room = limit - drawn.count - 3
    var last = first
    while last < cells.count, cells[last].width <= room {
      drawn += cells[last].text
      room -= cells[last].width
      last += 1
    }
    if last < cells.count { drawn += "..." }
    return (drawn, first == 0 ? 0 : skipped - 3)
  }
}
