import Applier
import Diagnostics
import ISAPI
import Planner
import Simulator

/// A rehearsal for people: how it ended, what it took, what was survived, and what nobody could tell from it.
struct RehearsalText {
  var report: RehearsalReport
  var width: Int
  var palette: Palette

  private static let shown = 10

  /// The whole text, with a newline at its end.
  var text: String {
    let lines =
      head + [""] + ending + facts + faults + [""] + limits + [""]
      + FittedText.lines("No device was touched.", width: columns)
      + FittedText.hanging(next, head: "Next:  ", width: columns)
    return lines.joined(separator: "\n") + "\n"
  }

  private var columns: Int { min(width, 80) }

  private var head: [String] {
    FittedText.lines(
      InertText.of(
        "Rehearsal of \(report.plan.target.name)   plan \(report.plan.id)   on a twin of "
          + "\(report.snapshot.identity.model)"), width: columns)
  }

  private var ending: [String] {
    let result = report.outcome.result
    let isDone = report.outcome.result.status == .done && report.outcome.unmet.isEmpty
    let words = "\(result.status.words)   \(result.done.count) of \(Count.of(result.stepCount, "step"))"
    let message = result.status == .done ? [] : row("", InertText.of(result.message))
    return ["\(palette.mark(isDone ? .met : .attention)) \(words)"] + message
  }

  private var facts: [String] {
    let log = report.outcome.log
    let unmet = report.outcome.unmet
    let end =
      report.outcome.result.status == .done
      ? row("end state", unmet.isEmpty ? "as declared" : "NOT as declared: \(unmet.joined(separator: ", "))") : []
    let secrets = report.standIns == 0 ? "the real ones" : Count.of(report.standIns, "stand-in")
    return row(
      "requests",
      "\(log.entries.count): \(log.authenticatedReads) reads, \(log.writes) writes, \(Count.of(log.logins, "login"))")
      + row("time", "\(Figure.wholeSeconds(report.outcome.seconds)) on the twin's clock") + end
      + row("secrets", secrets)
  }

  private var faults: [String] {
    guard let trials = report.trials else { return [] }
    let survived = report.reached + report.honest.count
    let counts =
      "\(survived) of \(trials.count) survived: \(report.reached) reached the end, \(report.honest.count) ended with a "
      + "code that says so"
    let unshown = report.honest.count - Self.shown
    return row("faults", counts) + report.untrue.flatMap(line)
      + report.honest.prefix(Self.shown).flatMap(line)
      + (unshown > 0 ? row("", "and \(unshown) more, see --format json") : [])
  }

  private func line(_ trial: Rehearsal.Trial) -> [String] {
    let words =
      switch trial.ending {
      case .reachedEnd: "reached the end"
      case .honest(let status, _): "\(status.words) (\(status.rawValue))"
      case .untrue(let unmet): "SAID DONE, but not as declared: \(unmet.joined(separator: ", "))"
      }
    return row("", InertText.of("\(trial.fault.words) - \(words)"))
  }

  /// What the twin is not.
  private var limits: [String] {
    let coverage = report.coverage
    let masked = report.snapshot.masked.count
    let unknown = coverage.unknownElements.values.reduce(0, +)
    func names(_ endpoints: [Endpoint]) -> String {
      let shown = endpoints.prefix(Self.shown).map(\.target).joined(separator: ", ")
      return endpoints.count > Self.shown ? shown + " and \(endpoints.count - Self.shown) more" : shown
    }
    let documents = Count.of(coverage.modelled.count, "document")
    let kept = "any value is taken, a reset leaves them: " + names(coverage.kept)
    return row("modelled", "\(documents); \(Count.of(unknown, "element")) in them only kept")
      + (coverage.kept.isEmpty ? [] : row("not known", kept))
      + (coverage.repeated.isEmpty ? [] : row("repeated", "as recorded: " + names(coverage.repeated)))
      + (report.unrecorded.isEmpty
        ? [] : row("unrecorded", "not in the snapshot, so missing on the twin: " + names(report.unrecorded)))
      + row("taken", "cameras are where the manifest says, and take its passwords")
      + (masked == 0 ? [] : row("masked", "\(Count.of(masked, "field")), taken to be as they were planned for"))
  }

  private func row(_ name: String, _ words: String) -> [String] {
    FittedText.hanging(InertText.of(words), head: "  " + FittedText.padded(name, to: 12), width: columns)
  }

  private var next: String {
    switch report.status {
    case .done: "nvrctl apply \(ShellWords.text([report.planFile]))"
    default: "nvrctl plan \(ShellWords.text([ManifestPlace.common(to: [report.plan])]))"
    }
  }
}
