import Diagnostics

/// One line about one step, in columns: mark, number, name, facts, time (product.md B5).
struct StepLine: Sendable, Hashable {
  /// The first column: what the line tells, without colour.
  enum Mark: String, Sendable {
    case running = ">"
    case done = "v"
    case failed = "!"
    /// What was unknown was asked of the device.
    case asked = "?"
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
    let who = recorder.map { FittedText.padded(FittedText.cut($0, to: 24), to: 16) + " " } ?? ""
    let name = FittedText.cut(name, to: 24)
    let head = "  \(mark.rawValue) \(FittedText.right(String(number), to: 2)) \(who)\(FittedText.padded(name, to: 15)) "
    let room = width - DisplayWidth.of(head) - max(8, time.count + 1)
    return head + FittedText.padded(FittedText.cut(facts, to: room), to: room)
      + FittedText.right(time, to: width - DisplayWidth.of(head) - room)
  }
}
