/// Rows of text under a heading, in columns as wide as their widest cell.
struct Table {
  var title: String
  var columns: [String]
  var rows: [[String]] = []
  /// Sentences below the rows.
  var notes: [String] = []

  /// The table as lines; the first column to the left, numbers to the right.
  var text: String {
    let widths = columns.indices.map { index in ([columns] + rows).map { $0[index].count }.max() ?? 0 }
    let lines = ([columns] + rows).map { row in
      zip(row, widths).enumerated().map { index, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return index == 0 ? cell.0 + padding : padding + cell.0
      }
      .joined(separator: "  ")
    }
    return (["", title, ""] + lines.map { "  " + $0 } + notes.map { "  " + $0 }).joined(separator: "\n") + "\n"
  }
}

extension Double {
  /// With a number of digits behind the point.
  func text(places: Int) -> String {
    guard isFinite else { return "-" }
    let factor = (0..<places).reduce(1.0) { value, _ in value * 10 }
    let scaled = (magnitude * factor).rounded()
    let whole = Int((scaled / factor).rounded(.down))
    let rest = String(Int(scaled - Double(whole) * factor))
    let sign = self < 0 ? "-" : ""
    return places == 0
      ? "\(sign)\(whole)" : "\(sign)\(whole)." + String(repeating: "0", count: places - rest.count) + rest
  }

  /// A time in seconds, in the unit that suits it.
  var asTime: String { self < 0.1 ? (self * 1000).text(places: 1) + " ms" : text(places: 2) + " s" }

  /// How many times as much.
  var asRatio: String { text(places: magnitude < 0.1 ? 3 : 2) + "x" }

  /// A limit that should not be passed, and whether it was.
  func verdict(limit: Double, unit: String) -> String {
    let limitText = limit.text(places: limit == limit.rounded() ? 0 : 2)
    return "target <= \(limitText) \(unit): \(self <= limit ? "held" : "MISSED")"
  }
}
