import Applier
import FoundationEssentials
import Planner
import Settings

/// How far one run is, as told by its events.
struct RunProgress: Sendable {
  private(set) var run: RunID?
  private(set) var plan: Plan?
  private(set) var step: PlanStep?
  private(set) var stepStart: Date?
  private(set) var start: Date?
  /// What the step does at the moment.
  private(set) var activity = ""
  private(set) var waiting: Waiting?
  private(set) var doneCount = 0
  private(set) var isStopping = false
  /// Whether a request that changes something may have left.
  private(set) var hasSent = false
  private(set) var result: RunResult?

  /// Takes what happened into account.
  mutating func take(_ event: ApplyEvent, at time: Date) {
    switch event {
    case .began(let run, let plan):
      (self.run, self.plan, start) = (run, plan, time)
    case .resumed(let record):
      (run, plan, start) = (record.id, record.plan, time)
      let standing = record.standing
      (doneCount, hasSent) = (standing.proved.max() ?? 0, standing.hasSent)
    case .settled: break
    case .stepBegan(let step):
      (self.step, stepStart, activity, waiting) = (step, time, "", nil)
    case .sending(_, let write): (activity, hasSent) = (write, true)
    case .waiting(_, let waiting):
      (self.waiting, activity) = (waiting, waiting.purpose)
    case .stepDone(let step, _, _):
      (self.step, waiting) = (nil, nil)
      doneCount = max(doneCount, step.number)
    case .stepFailed: (step, waiting) = (nil, nil)
    case .stopping: isStopping = true
    case .ended(let result): (self.result, step, waiting) = (result, nil, nil)
    }
  }

  /// The end of the serial, as shown in text; never the whole.
  var serial: String { plan?.target.identity.serial.map { ".." + $0.suffix(4) } ?? ".." }

  /// How many steps there are.
  var stepCount: Int { plan?.steps.count ?? 0 }

  /// The steps behind the running one, those of the same kind taken together: `6 time  8-11 camera`.
  var upcoming: String {
    let next = (plan?.steps ?? []).filter { $0.number > max(doneCount, step?.number ?? 0) }
    var groups: [(kind: Substring, first: Int, last: Int)] = []
    for step in next {
      let kind = step.name.prefix { $0 != " " }
      if let last = groups.last, last.kind == kind {
        groups[groups.count - 1].last = step.number
      } else {
        groups.append((kind, step.number, step.number))
      }
    }
    return groups.map { $0.first == $0.last ? "\($0.first) \($0.kind)" : "\($0.first)-\($0.last) \($0.kind)" }
      .joined(separator: "   ")
  }
}
