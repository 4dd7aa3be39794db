package import Applier
import Diagnostics
package import FoundationEssentials
import Planner

/// Progress on a terminal: finished steps as lines that scroll away, and one area at the bottom that is redrawn.
package struct ProgressBoard: Sendable {
  /// How far each recorder is.
  private(set) var runs: [String: RunProgress] = [:]
  /// How many recorders there are.
  private let count: Int
  private let width: Int

  /// Recorders that are shown at the same time.
  private static let shownRuns = 8

  package init(count: Int, width: Int) {
    self.count = count
    self.width = width
  }

  /// Takes an event of one recorder and gives the lines that are final.
  package mutating func take(_ event: ApplyEvent, of target: String, at time: Date) -> [String] {
    runs[target, default: RunProgress()].take(event, at: time)
    let recorder = count > 1 ? target : nil
    func line(_ mark: StepLine.Mark, _ step: PlanStep, _ facts: String, _ seconds: Double) -> String {
      StepLine(
        mark: mark, number: step.number, name: step.name, facts: facts, seconds: seconds, recorder: recorder
      ).text(width: width)
    }
    switch event {
    case .stepDone(let step, let facts, let seconds):
      return [line(.done, step, facts.joined(separator: "; "), seconds)]
    case .stepFailed(let step, let failure, let seconds):
      return [line(.failed, step, failure.message, seconds)]
    case .settled(let step, .notDone(let facts)):
      return [line(.asked, step, (["not done before the run was cut off"] + facts).joined(separator: "; "), 0)]
    case .settled: return []
    case .began, .resumed, .stepBegan, .sending, .waiting, .stopping, .ended: return []
    }
  }

  /// The lines of the area as they are at a moment.
  package func area(at now: Date) -> [String] {
    let running = runs.filter { $0.value.result == nil && $0.value.plan != nil }.sorted { $0.key < $1.key }
    guard let first = running.first else { return [] }
    if count == 1 { return single(first.value, at: now) }
    let ended = runs.values.count { $0.result != nil }
    let lines = running.prefix(Self.shownRuns).compactMap { current($0.value, recorder: $0.key, at: now) }
    return lines + ["", "  \(ended) of \(count) recorders done   Ctrl-C: stop at the next safe point"]
  }

  private func single(_ run: RunProgress, at now: Date) -> [String] {
    var lines = [current(run, recorder: nil, at: now)].compactMap(\.self)
    for sighting in run.waiting?.sightings ?? [] {
      let place = FittedText.padded(FittedText.cut(sighting.place, to: 20), to: 20)
      let state = FittedText.padded(FittedText.cut(sighting.state, to: 24), to: 20)
      lines.append("     |  \(place) \(state) \(Figure.seconds(sighting.age)) ago")
    }
    if let deadline = run.waiting?.deadline {
      lines.append("     |  \(InertText.of(deadline.consequence)) in \(Figure.seconds(deadline.seconds))")
    }
    if !run.upcoming.isEmpty { lines.append("     " + FittedText.cut(run.upcoming, to: width - 6)) }
    return lines.map { FittedText.cut($0, to: width - 1) } + ["", bar(run, at: now)]
  }

  private func current(_ run: RunProgress, recorder: String?, at now: Date) -> String? {
    guard let step = run.step else { return nil }
    return StepLine(
      mark: .running, number: step.number, name: step.name, facts: run.activity,
      seconds: now.timeIntervalSince(run.stepStart ?? now), recorder: recorder
    ).text(width: width - 1)
  }

  private func bar(_ run: RunProgress, at now: Date) -> String {
    let length = 20
    let filled = run.stepCount == 0 ? 0 : run.doneCount * length / run.stepCount
    let marks = String(repeating: "#", count: filled) + String(repeating: ".", count: length - filled)
    let elapsed = Figure.wholeSeconds(now.timeIntervalSince(run.start ?? now).rounded(.down))
    let expected = run.plan.map { " of ~" + Self.rough($0.cost.seconds) } ?? ""
    let stop =
      run.step.map { run.isStopping ? "stopping after step \($0.number)" : "Ctrl-C: stop after step \($0.number)" }
      ?? ""
    return FittedText.cut(
      "  [\(marks)]  \(run.doneCount)/\(run.stepCount)   \(elapsed)\(expected)   \(stop)", to: width - 1)
  }

  /// An estimate, no finer than it deserves.
  private static func rough(_ seconds: Int) -> String {
    seconds < 90 ? "\(seconds) s" : "\((seconds + 30) / 60) min"
  }
}
