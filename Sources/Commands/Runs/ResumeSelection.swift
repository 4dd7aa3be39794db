import Applier
import Diagnostics
import Host
import Manifest
import Planner
import Settings

/// The runs that a command line means to go on with.
struct ResumeSelection {
  /// Runs that did not come to their end.
  private(set) var open: [RunStory] = []
  /// Runs that were meant and have nothing left to do.
  private(set) var over: [RunStory] = []
  /// Whether the runs were named, rather than found by their recorders.
  let isNamed: Bool

  private let subjects: [String]

  /// What the subjects mean: ids of runs, or manifests; throws where they are neither, or are not fit to go on with.
  init(_ subjects: [String], from shelf: RunShelf, reach: ReachOptions, in context: CommandContext) throws {
    self.subjects = subjects
    let named = subjects.filter { shelf.has($0) || !Self.isPath($0, in: context.files) }
    isNamed = !named.isEmpty
    if isNamed {
      guard named.count == subjects.count else { throw MixedSubjects() }
      for id in named { try add(shelf.story(of: id), from: shelf) }
    } else {
      let tree = try ManifestReport.usable(ManifestOptions.read(subjects, in: context), console: context.console)
      for recorder in try reach.selection(of: tree.recorders) {
        guard let serial = recorder.identity.serial else { continue }
        if let damaged = shelf.damaged(at: serial) { throw RunDamaged(damaged) }
        open += shelf.open(at: [serial])
      }
    }
  }

  private static func isPath(_ subject: String, in files: any FileSystem) -> Bool {
    subject == "-" || subject.contains("/") || files.kind(of: subject) != nil
  }

  private mutating func add(_ story: RunStory, from shelf: RunShelf) throws {
    if story.standing.isOver {
      over.append(story)
    } else if let successor = shelf.successor(of: story) {
      throw RunOvertaken(story: story, successor: successor)
    } else {
      open.append(story)
    }
  }

  /// Whether what was meant is as declared.
  var isOver: Bool { over.allSatisfy { $0.ending == .ended(.done) } }

  /// What is said where nothing is to be done.
  func nothingToResume(width: Int) -> String {
    let width = min(width, 80)
    let ends = over.map { "Run \($0.id) \($0.endingWords) at \(RunTime.full($0.last)) UTC." }
    let next =
      isNamed
      ? over.first.map { "nvrctl plan \(ShellWords.text([ManifestPlace.common(to: [$0.plan])]))" } ?? "nvrctl history"
      : "nvrctl plan \(ShellWords.text(subjects))"
    let lines =
      (ends + ["Nothing to resume."]).flatMap { FittedText.lines($0, width: width) }
      + FittedText.hanging(next, head: "Next:  ", width: width)
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Runs and manifests in one command line.
struct MixedSubjects: Explained {
  var problem: Problem {
    Problem(
      "some of these are runs and some are manifests", advice: ["name either runs or manifests"], status: .usage)
  }
}

/// A run behind which another one wrote to the same recorder.
struct RunOvertaken: Explained {
  var story: RunStory
  var successor: RunStory

  var problem: Problem {
    Problem(
      "run \(story.id) cannot be resumed: run \(successor.id) wrote to the same recorder after it",
      facts: ["run \(successor.id) \(successor.endingWords) at \(RunTime.full(successor.last)) UTC"],
      advice: ["nvrctl \(successor.isOpen ? "resume" : "show") \(successor.id)"], status: .refused)
  }
}
