import Applier
import Diagnostics
import Planner

/// How some runs ended, for people: a line for each, why where it did not converge, and the next command.
struct ApplyReport {
  var results: [RunResult]
  /// What to type to see that nothing is left.
  var planCommand: String
  var width: Int
  var palette: Palette

  /// The whole text, with a newline at its end.
  var text: String {
    let width = min(width, 80)
    let blocks = results.flatMap { block(of: $0, width: width) }
    return (blocks + [""] + FittedText.hanging(next, head: "Next:  ", width: width)).joined(separator: "\n") + "\n"
  }

  /// Going on with what was left half-done, else a plan that shows what is left.
  private var next: String {
    let open = results.filter(\.isHalfDone).compactMap(\.run?.description)
    return open.isEmpty ? planCommand : "nvrctl resume \(open.joined(separator: " "))"
  }

  private func block(of result: RunResult, width: Int) -> [String] {
    let isDone = result.status == .done
    let mark = palette.mark(isDone ? .met : .attention)
    let figures =
      "\(result.provedBefore + result.done.count) of \(Count.of(result.stepCount, "step")), \(Count.of(result.writes, "write"))"
    let run = result.run.map { "   run \($0)" } ?? ""
    let summary = "\(InertText.of(result.target))   \(result.status.words)   \(figures)\(run)"
    let head = FittedText.hanging(summary, head: "  ", width: width)
    let lines = FittedText.lines(ShortenedText.of(result.message), width: width - 4)
    return [mark + head[0].dropFirst()] + head.dropFirst() + (isDone ? [] : lines.map { "    " + $0 })
      + (result.wayOut.isEmpty ? [] : FittedText.hanging(ShortenedText.of(result.wayOut), head: "    = ", width: width))
  }
}

extension RunResult {
  /// Whether the run wrote to the recorder and did not come to its end.
  var isHalfDone: Bool {
    switch status {
    case .partlyApplied, .unknown: true
    case .refused, .failed, .interrupted: writes > 0 || provedBefore > 0
    default: false
    }
  }
}
