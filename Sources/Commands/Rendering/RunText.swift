import Applier
import Diagnostics
import FoundationEssentials
import ISAPI
import Planner
import Settings

/// One run for people, step by step: what was sent, what was seen, what was proved, and when.
///
/// Facts in a journal come from recorders, so all of them are drawn inert.
struct RunText {
  var story: RunStory
  var canResume: Bool
  /// The later run that wrote to the same recorder.
  var successor: RunID?
  var width: Int
  var palette: Palette

  private static let indent = String(repeating: " ", count: 7)

  /// The whole text, with a newline at its end.
  var text: String {
    let width = min(width, 80)
    var lines = heading(width) + [""]
    for passage in passages { lines += self.lines(of: passage, width) }
    lines += rest(width) + [""] + FittedText.hanging(next, head: "Next:  ", width: width)
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ width: Int) -> [String] {
    let target = story.plan.target
    let serial = target.found?.serial ?? target.identity.serial
    let pieces = [
      story.id.description, InertText.of(target.name), target.found.map { InertText.of($0.model) } ?? "",
      serial.map { "serial " + ShortSerial.text(InertText.of($0)) } ?? "", story.plan.mode.words,
    ]
    let end = "Began \(RunTime.full(story.began)) UTC; \(story.endingWords) at \(RunTime.full(story.last))."
    return FittedText.flow(pieces.filter { !$0.isEmpty }, head: "Run ", width: width)
      + FittedText.lines(end, width: width) + FittedText.lines(JournalWords.text(story.journal), width: width)
  }

  /// Records of one step in a row, or one record about the run itself.
  private var passages: [[JournalRecord]] {
    story.journal.records.reduce(into: []) { passages, record in
      let continues = record.entry.step != nil && passages.last?.last?.entry.step == record.entry.step
      if continues { passages[passages.count - 1].append(record) } else { passages.append([record]) }
    }
  }

  private func lines(of passage: [JournalRecord], _ width: Int) -> [String] {
    guard let first = passage.first, let last = passage.last else { return [] }
    guard let step = story.plan.steps.first(where: { $0.number == first.entry.step }) else {
      return passage.flatMap { entry($0, RunTime.full($0.time), indent: "  - ", width) }
    }
    let seconds = last.time.timeIntervalSince(first.time)
    let mark = palette.mark(story.progress(of: step).mark ?? .unknown)
    let number = FittedText.right(String(step.number), to: 2)
    let head = FittedText.withEdge(
      "\(number) \(InertText.of(step.name))", Figure.wholeSeconds(seconds), edge: width - 5, width: width - 4)
    return ["  \(mark) \(head[0])"] + head.dropFirst().map { "    " + $0 }
      + (passage.count > 1 ? passage.filter { $0.entry.event != .intent } : passage)
      .flatMap { entry($0, RunTime.clock($0.time), indent: Self.indent, width) }
      + (story.progress(of: step) == .proved ? [] : unproved(step, width))
  }

  private func entry(_ record: JournalRecord, _ time: String, indent: String, _ width: Int) -> [String] {
    let head = indent + time + " " + FittedText.padded(record.entry.event.word, to: 9) + " "
    let facts = record.entry.facts.map(InertText.of).joined(separator: "; ")
    return FittedText.hanging(facts, head: head, width: width).map(Self.withoutEnd)
  }

  private func unproved(_ step: PlanStep, _ width: Int) -> [String] {
    let words = story.progress(of: step).words
    return words == "failed" ? [] : FittedText.hanging(words, head: Self.indent + "=> ", width: width)
  }

  /// The steps behind the last one that was taken up, in one line.
  private func rest(_ width: Int) -> [String] {
    let waiting = story.plan.steps.filter { story.progress(of: $0) == .notBegun }.map(\.number)
    guard let first = waiting.first, let last = waiting.last else { return [] }
    let numbers = first == last ? "\(first)" : "\(first)-\(last)"
    return ["    " + FittedText.padded(numbers, to: 6) + " not begun"]
  }

  private static func withoutEnd(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  private var next: String {
    if canResume { return "nvrctl resume \(story.id)" }
    return successor.map { "nvrctl show \($0)" }
      ?? "nvrctl plan \(ShellWords.text([ManifestPlace.common(to: [story.plan])]))"
  }
}

/// The state of a journal in a sentence.
enum JournalWords {
  /// How many records it has, and whether the last one was torn.
  static func text(_ journal: JournalReading) -> String {
    let torn =
      journal.tornBytes == 0 ? "" : "; a last one, torn after \(Count.of(journal.tornBytes, "byte")), was dropped"
    return "Journal: \(Count.of(journal.records.count, "record")), chain intact\(torn)."
  }
}

extension JournalEntry.Event {
  /// The event as it is told.
  fileprivate var word: String {
    switch self {
    case .intent: "began"
    case .end: "ended"
    default: rawValue
    }
  }
}
