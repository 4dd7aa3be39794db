import Glibc
import Simulator
import Testing
import TestSupport

/// A scenario whose program is killed at one moment after the other and resumed, compared with an undisturbed run.
struct ToolMatrix: Sendable {
  let scenario: ToolScenario
  private let acts: [String: Int]
  private let writes: Int
  private let portrait: RecorderPortrait
  private let effects: OnceOnlyEffects

  /// Runs the scenario undisturbed.
  init(_ scenario: ToolScenario) async throws {
    self.scenario = scenario
    (acts, writes, portrait, effects) = try await ToolStage.with(scenario) { stage in
      let run = try await stage.apply()
      try #require(run.end == .exit(0), "\(run.output)")
      return (run.acts, run.writes, stage.settledPortrait(), OnceOnlyEffects(in: stage.recorder.log))
    }
  }

  /// Every record, file and lock, and every write to the recorder.
  var deaths: [ToolDeath] {
    let onFiles = ["record", "file", "lock"].flatMap { act in
      // Behind its taking a lock is renewed at times of its own.
      numbers(act == "lock" ? 1 : acts[act, default: 0]).flatMap { number in
        ["before", "torn", "after"].map { ToolDeath.act(act, number, $0) }
      }
    }
    let onWrites = numbers(writes).flatMap { number in
      [ToolDeath.write(number, .arrived), .write(number, .carriedOut), .writeAndPower(number, .carriedOut)]
    }
    return onFiles + onWrites
  }

  /// SIGTERM, SIGINT and SIGINT twice at every write.
  var requestsToEnd: [ToolDeath] {
    numbers(writes).flatMap { number in
      [[SIGTERM], [SIGINT], [SIGINT, SIGINT]].map { ToolDeath.asked($0, atWrite: number) }
    }
  }

  private func numbers(_ count: Int) -> [Int] { count == 0 ? [] : Array(1...count) }

  /// Kills the program at a moment, lets another go on, and tells what came of it.
  func outcome(of death: ToolDeath) async throws -> ToolOutcome {
    try await ToolStage.with(scenario) { stage in
      var outcome = ToolOutcome(death: death)
      let mark = stage.recorder.log.entries.count
      var run = try await stage.apply(dying: death)
      outcome.notes.append("\(run.end)")
      if !death.mayEnd(with: run.end) { outcome.complaints.append("ended with \(run.end)") }
      while run.end != .exit(0), outcome.resumes < 4 {
        outcome.resumes += 1
        run = try await stage.takeUp()
        if run.end != .exit(0) { outcome.notes.append("\(run.end): \(run.output.suffix(600))") }
      }
      if run.end != .exit(0) { outcome.complaints.append("never done") }
      outcome.complaints += stage.settledPortrait().differences(from: portrait).map { "other \($0)" }
      outcome.repeated = OnceOnlyEffects(in: stage.recorder.log).repeated(beyond: effects)
      if outcome.repeated > 0 { outcome.complaints.append("\(outcome.repeated) once-only effects repeated") }
      outcome.wrongLogins = stage.recorder.log.since(mark).refusedLogins
      if outcome.wrongLogins > 2 { outcome.complaints.append("\(outcome.wrongLogins) wrong logins") }
      return outcome
    }
  }

  /// Tries several moments, some at a time.
  func outcomes(of deaths: [ToolDeath], atOnce width: Int) async throws -> [ToolOutcome] {
    try await withThrowingTaskGroup(of: ToolOutcome.self) { group in
      var outcomes: [ToolOutcome] = []
      for (index, death) in deaths.enumerated() {
        if index >= width, let outcome = try await group.next() { outcomes.append(outcome) }
        group.addTask { try await outcome(of: death) }
      }
      for try await outcome in group { outcomes.append(outcome) }
      return outcomes
    }
  }
}

/// What came of one moment.
struct ToolOutcome: Sendable {
  var death: ToolDeath
  var resumes = 0
  var repeated = 0
  var wrongLogins = 0
  var notes: [String] = []
  var complaints: [String] = []
}

extension ToolDeath {
  /// Whether a process may end so: killed, or by itself at a safe point, half-done or with nothing done.
  fileprivate func mayEnd(with end: ToolChild.End) -> Bool {
    if case .asked = self { [.exit(4), .exit(130), .exit(0)].contains(end) } else { end == .signal(SIGKILL) }
  }
}
