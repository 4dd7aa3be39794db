import Applier
import Diagnostics
import Planner

/// What is known of runs before they are gone on with (product.md B6).
struct ResumeText {
  var stories: [RunStory]
  var width: Int
  var palette: Palette

  private static let nameWidth = 17

  /// The whole text, with a newline at its end.
  var text: String {
    let width = min(width, 80)
    return stories.map { lines(of: $0, width).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func lines(of story: RunStory, _ width: Int) -> [String] {
    let head = "Run \(story.id) of \(InertText.of(story.plan.target.name)) \(story.stop)."
    return FittedText.lines(head, width: width) + FittedText.lines(JournalWords.text(story.journal), width: width)
      + [""] + groups(of: story).flatMap { row($0, width) }
  }

  /// Steps in a row of which the same is known.
  private struct Group {
    var first: PlanStep
    var last: PlanStep
    var progress: RunStory.Progress
  }

  private func groups(of story: RunStory) -> [Group] {
    story.plan.steps.reduce(into: []) { groups, step in
      let progress = story.progress(of: step)
      if let last = groups.last, last.progress == progress, [.proved, .notBegun].contains(progress) {
        groups[groups.count - 1].last = step
      } else {
        groups.append(Group(first: step, last: step, progress: progress))
      }
    }
  }

  private func row(_ group: Group, _ width: Int) -> [String] {
    let mark = group.progress.mark.map(palette.mark) ?? " "
    let isOne = group.first.number == group.last.number
    let name = isOne ? "\(group.first.number) \(group.first.name)" : "\(group.first.number)-\(group.last.number)"
    let words = group.progress == .proved ? "proved before, not repeated" : group.progress.words
    let head = "    \(FittedText.padded(InertText.of(name), to: Self.nameWidth)) "
    let lines = FittedText.hanging(words + Self.way(out: group), head: head, width: width)
    return ["  \(mark)" + lines[0].dropFirst(3)] + lines.dropFirst()
  }

  /// How it is found out what became of a step.
  private static func way(out group: Group) -> String {
    guard [.unanswered, .answered].contains(group.progress) else { return "" }
    return "; the recorder is asked: \(group.first.act.resolver)"
  }
}

extension RunStory {
  /// Where and how the run stopped.
  fileprivate var stop: String {
    let time = RunTime.full(last) + " UTC"
    return switch ending {
    case .cutOff: "stopped at \(time): no end record, so it was a power cut or a kill"
    case .running: "is at work: its last record is of \(time)"
    case .ended(let status): "ended at \(time) with exit \(status.rawValue): \(endingWords)"
    }
  }
}
