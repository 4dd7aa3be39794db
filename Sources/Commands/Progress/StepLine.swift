import Diagnostics

/// One line about one step, in columns: mark, number, name, facts, time (product.md B5).
struct StepLine: Sendable, Hashable {
  /// The first column: what the line tells, without colour.
  enum Mark: String, Sendable {
    case running = ">"
    case done = "v"
    case failed = "!"
  }

  var mark: Mark
  var number: Int
  var name: String
  var facts: String
  var seconds: Double
  /// The recorder, where several are worked on.
  var recorder: String?

  /// The line, cut where it would be wider than `width`.
  func text(width: Int) -> String {
    let time = Figure.seconds(seconds)
    let who = recorder.map { Column.padded(InertText.of($0), to: 16) + " " } ?? ""
    let head = "  \(mark.rawValue) \(Column.right(String(number), to: 2)) \(who)\(Column.padded(name, to: 15)) "
    let room = width - DisplayWidth.of(head) - max(8, time.count + 1)
    return head + Column.padded(Column.cut(InertText.of(facts), to: room), to: room)
      + Column.right(time, to: width - DisplayWidth.of(head) - room)
  }
}

/// Text brought to the width of a column, as a terminal counts it.
enum Column {
  /// The text with blanks behind it, or as it is where it is wider.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
  }

  /// The text with blanks in front of it.
  static func right(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - DisplayWidth.of(text))) + text
  }

  /// The text, cut with two dots where it is too wide.
  static func cut(_ text: String, to width: Int) -> String {
    if DisplayWidth.of(text) <= width { return text }
    var cut = ""
    var used = 2
    for character in text {
      used += DisplayWidth.of(String(character))
      if used > width { break }
      cut.append(character)
    }
    return cut + ".."
  }
}
