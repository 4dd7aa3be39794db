import Applier
import Diagnostics
import Planner

/// The runs of a state folder for people: one line each, the newest first, and what to type next.
struct HistoryText {
  var shelf: RunShelf
  var stories: [RunStory]
  var width: Int
  var palette: Palette

  /// The whole text, with a newline at its end.
  var text: String {
    let width = min(width, 80)
    let rows = stories.flatMap { row(of: $0, width) } + shelf.damaged.flatMap { row(of: $0, width) }
    let body = rows.isEmpty ? [] : rows + [""]
    return (body + FittedText.lines(summary, width: width) + FittedText.hanging(next, head: "Next:  ", width: width))
      .joined(separator: "\n") + "\n"
  }

  private func row(of story: RunStory, _ width: Int) -> [String] {
    let pieces = [
      FittedText.padded(story.id.description, to: columns { $0.id.description }),
      FittedText.padded(name(story), to: columns(name)),
      RunTime.minute(story.began), FittedText.padded(story.plan.mode.words, to: columns { $0.plan.mode.words }),
    ]
    let head = pieces.joined(separator: "  ") + "  "
    let words = story.endingWords + (shelf.successor(of: story).map { _ in story.isOpen ? ", overtaken" : "" } ?? "")
    let lines = FittedText.hanging(words, head: head, width: width - 2)
    return ["\(palette.mark(story.mark)) \(lines[0])"] + lines.dropFirst().map { "  " + $0 }
  }

  private func row(of run: RunShelf.DamagedRun, _ width: Int) -> [String] {
    let head = FittedText.padded(InertText.of(run.id.description), to: columns { $0.id.description }) + "  "
    let lines = FittedText.hanging("\(run.damage.code) \(run.damage.words)", head: head, width: width - 2)
    return ["\(palette.mark(.attention)) \(lines[0])"] + lines.dropFirst().map { "  " + $0 }
  }

  private func name(_ story: RunStory) -> String { FittedText.cut(InertText.of(story.plan.target.name), to: 20) }

  private func columns(_ text: (RunStory) -> String) -> Int {
    stories.map { DisplayWidth.of(text($0)) }.max() ?? 9
  }

  private var open: [RunStory] { stories.filter(shelf.canResume) }

  private var summary: String {
    if stories.isEmpty, shelf.damaged.isEmpty { return "No run is kept yet." }
    let damaged = shelf.damaged.isEmpty ? "" : ", \(shelf.damaged.count) damaged"
    return "\(Count.of(stories.count + shelf.damaged.count, "run")), \(open.count) to resume\(damaged).  Times are UTC."
  }

  private var next: String {
    if let run = open.first { return "nvrctl resume \(run.id)" }
    return stories.first.map { "nvrctl show \($0.id)" } ?? "nvrctl plan PATH"
  }
}
