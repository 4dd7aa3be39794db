import Applier
import Host
import Manifest
import Planner
import Settings
import Simulator
import TestSupport
import Testing

/// One try: the deaths of the first process and of those that take its run up, and how long each lies before the next.
struct CrashCell: Sendable, CustomStringConvertible {
  var deaths: [Death]
  var pause = Duration.seconds(5)

  var description: String {
    deaths.map(\.description).joined(separator: ", then ") + ", resumed after \(Int(pause / .seconds(1))) s"
  }
}

/// A scenario cut off at every act of its process and resumed, compared with the run that nothing disturbs.
struct CrashMatrix {
  let scenario: CrashScenario
  /// What an undisturbed process does, by act.
  let counts: [Death.Act: Int]
  private let portrait: RecorderPortrait
  private let effects: OnceOnlyEffects

  /// Runs the scenario undisturbed.
  init(_ scenario: CrashScenario) async throws {
    self.scenario = scenario
    let stage = try await CrashStage(scenario)
    let process = MortalProcess()
    let result = try #require(try await stage.apply(in: process))
    try #require(result.status == .done, "\(scenario.name): \(result.message)")
    counts = process.counts
    portrait = stage.settledPortrait()
    effects = OnceOnlyEffects(in: stage.bench.recorder.log)
  }

  /// Every act, before, within and after it.
  var cells: [CrashCell] {
    Death.Act.allCases.flatMap { act in
      (1...max(1, counts[act, default: 0])).flatMap { number in
        moments(of: act).map { CrashCell(deaths: [Death(act: act, number: number, moment: $0)]) }
      }
    }
  }

  private func moments(of act: Death.Act) -> [Death.Moment] {
    act == .record ? [.before, .torn(1), .torn(100), .after] : [.before, .after]
  }

  /// Tries one cell and tells what came of it.
  func outcome(of cell: CrashCell) async throws -> CrashOutcome {
    let stage = try await CrashStage(scenario)
    var outcome = CrashOutcome(cell: cell)
    let recorder = stage.bench.recorder
    var result: RunResult?
    for (index, death) in cell.deaths.enumerated() {
      let process = MortalProcess(dying: death) { if death.takesRecorderAlong { recorder.powerCycle() } }
      result = index == 0 ? try await stage.apply(in: process) : try await stage.takeUp(in: process)
      stage.bench.clock.advance(by: cell.pause)
    }
    // A recorder that is not up yet is asked again later, as a person would.
    while result?.status != .done, outcome.resumes < 4 {
      outcome.resumes += 1
      result = try await stage.takeUp(in: MortalProcess())
      if let result, result.status != .done {
        outcome.stops.append("exit \(result.status.rawValue): \(result.message)")
      }
      stage.bench.clock.advance(by: .seconds(300))
    }
    if result?.status != .done { outcome.complaints.append("never done") }
    outcome.complaints += stage.settledPortrait().differences(from: portrait).map { "other \($0)" }
    outcome.repeated = OnceOnlyEffects(in: recorder.log).repeated(beyond: effects)
    if outcome.repeated > 0 { outcome.complaints.append("\(outcome.repeated) once-only effects repeated") }
    outcome.wrongLogins = recorder.log.since(stage.mark).refusedLogins
    if outcome.wrongLogins > 2 { outcome.complaints.append("\(outcome.wrongLogins) wrong logins") }
    return outcome
  }
}

/// What came of one cell.
struct CrashOutcome: Sendable {
  var cell: CrashCell
  /// How many processes it took behind the deaths.
  var resumes = 0
  var repeated = 0
  var wrongLogins = 0
  /// How processes ended that did not come to the end of the run.
  var stops: [String] = []
  /// What must not be.
  var complaints: [String] = []
}

/// What all cells of a scenario came to.
struct CrashFigures: Sendable, CustomStringConvertible {
  private var outcomes: [CrashOutcome] = []

  mutating func add(_ outcome: CrashOutcome) { outcomes.append(outcome) }

  /// The cells that did not come out as they must.
  var failures: [String] {
    outcomes.filter { !$0.complaints.isEmpty }.map { outcome in
      "\(outcome.cell): " + (outcome.complaints + outcome.stops).joined(separator: "; ")
    }
  }

  var description: String {
    let passed = outcomes.count { $0.complaints.isEmpty }
    return "\(outcomes.count) cells, \(passed) passed, \(outcomes.reduce(0) { $0 + $1.repeated }) once-only effects "
      + "repeated, at most \(outcomes.map(\.wrongLogins).max() ?? 0) wrong logins and "
      + "\(outcomes.map(\.resumes).max() ?? 0) resumes"
  }
}

/// A recorder, a plan for it, and processes that carry it out one after the other.
struct CrashStage {
  let bench: ApplyBench
  private let declaration: RecorderDeclaration
  private let plan: Plan
  /// The requests that planning took.
  let mark: Int

  init(_ scenario: CrashScenario) async throws {
    bench = try scenario.bench()
    declaration = try bench.declaration(scenario.spec)
    plan = try await bench.plan(declaration, scenario.goal)
    mark = bench.recorder.log.entries.count
  }

  /// What the recorder is like when everything that takes its time is over.
  func settledPortrait() -> RecorderPortrait {
    bench.clock.advance(by: .seconds(600))
    return RecorderPortrait(of: bench.recorder, password: ApplyBench.password)
  }

  /// Carries the plan out; nil where the process died.
  func apply(in process: MortalProcess) async throws -> RunResult? {
    let result = try await bench.apply(plan, declaration, in: process)
    return process.isDead ? nil : result
  }

  /// Goes on with what a process before left, as a person would: nil where the process died.
  func takeUp(in process: MortalProcess) async throws -> RunResult? {
    let result = try await bench.apply(plan, declaration, in: process)
    return process.isDead ? nil : result
  }
}
