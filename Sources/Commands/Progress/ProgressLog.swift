package import Applier
import Diagnostics
package import FoundationEssentials
import Planner

/// Progress where nobody looks: one line an event with the time in UTC, and a sign of life at most every 30 s.
package struct ProgressLog: Sendable {
  /// How far each recorder is.
  private(set) var runs: [String: RunProgress] = [:]
  private var lastWaiting: [String: Date] = [:]

  private static let heartbeat: TimeInterval = 30

  package init() {}

  /// Takes an event of one recorder and gives the lines to write.
  package mutating func take(_ event: ApplyEvent, of target: String, at time: Date) -> [String] {
    runs[target, default: RunProgress()].take(event, at: time)
    let run = runs[target] ?? RunProgress()
    func line(_ step: PlanStep, _ word: String, _ facts: String) -> [String] {
      let number = FittedText.right("\(step.number)/\(run.stepCount)", to: 5)
      let name = FittedText.padded(InertText.of(step.name).replacing(" ", with: "-"), to: 13)
      return [
        prefix(run, target, time)
          + " \(run.serial) \(number) \(name) \(FittedText.padded(word, to: 10)) \(InertText.of(ShortenedText.of(facts)))"
      ]
    }
    switch event {
    case .stepBegan:
      lastWaiting[target] = time
      return []
    case .sending(let step, let write): return line(step, "sent", write)
    case .waiting(let step, let waiting):
      guard time.timeIntervalSince(lastWaiting[target] ?? .distantPast) >= Self.heartbeat else { return [] }
      lastWaiting[target] = time
      let sightings = waiting.sightings.map { "\($0.place) \($0.state)" }
      return line(step, "waiting", Self.facts(waiting.seconds, sightings.isEmpty ? [waiting.purpose] : sightings))
    case .stepDone(let step, let facts, let seconds): return line(step, "proved", Self.facts(seconds, facts))
    case .stepFailed(let step, let failure, let seconds):
      return line(step, "failed", Self.facts(seconds, [failure.message]))
    case .stopping(let step): return line(step, "stopping", "after this step")
    case .ended(let result):
      let facts = "\(result.done.count) done  \(Count.of(result.writes, "write"))  exit \(result.status.rawValue)"
      return [prefix(run, target, time) + " RESULT \(result.status.words)  \(facts)"]
    case .settled(let step, .notDone(let facts)):
      return line(step, "settled", (["not done"] + facts).joined(separator: "; "))
    case .settled: return []
    case .resumed(let record):
      let steps = "\(record.standing.proved.count) of \(Count.of(record.plan.steps.count, "step")) proved before"
      return [prefix(run, target, time) + " \(run.serial) \(InertText.of(target))  resumed  \(steps)"]
    case .began(_, let plan):
      return [
        prefix(run, target, time) + " \(run.serial) \(InertText.of(target))  \(Count.of(plan.steps.count, "step"))"
      ]
    }
  }

  private static func facts(_ seconds: Double, _ facts: [String]) -> String {
    "\(Int(seconds.rounded()))s  " + facts.joined(separator: "; ")
  }

  private func prefix(_ run: RunProgress, _ target: String, _ time: Date) -> String {
    let clock = time.formatted(.iso8601.time(includingFractionalSeconds: false))
    return "\(clock)Z \(run.run?.description ?? InertText.of(target))"
  }
}
