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

  /// A reset that was accepted, and whose recorder lost its power before it began, can not be told from one that did
  /// nothing; it must not be sent again, and a person has to look.
  var mayBeLeftOpen: Bool { deaths.contains(where: \.takesRecorderAlong) }

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

  /// Every act: before, within and after it.
  var deaths: [Death] {
    Death.Act.allCases.flatMap { act in
      numbers(of: act).flatMap { number in
        moments(of: act).map { Death(act: act, number: number, moment: $0) }
      }
    }
  }

  /// One death each, with a longer or shorter time until the next process.
  var singleDeaths: [CrashCell] {
    zip(deaths, deaths.indices).map { CrashCell(deaths: [$0], pause: Self.pauses[$1 % Self.pauses.count]) }
  }

  /// Each death followed by one of the process that takes the run up, at any of its acts.
  var doubleDeaths: [CrashCell] {
    var numbers = SeededNumbers(seed: 11)
    return zip(deaths, deaths.indices).map { death, index in
      let act = Death.Act.allCases.randomElement(using: &numbers) ?? .record
      let second = Death(
        act: act, number: .random(in: 1...max(2, counts[act, default: 0] / 2), using: &numbers),
        moment: Bool.random(using: &numbers) ? .before : .after)
      return CrashCell(deaths: [death, second], pause: Self.pauses[index % Self.pauses.count])
    }
  }

  /// The recorder loses its power together with the process, at every request.
  var powerCuts: [CrashCell] {
    deaths.filter { [.request, .write].contains($0.act) }.map { death in
      var death = death
      death.takesRecorderAlong = true
      return CrashCell(deaths: [death], pause: .seconds(5))
    }
  }

  private static let pauses: [Duration] = [.seconds(5), .zero, .seconds(40), .seconds(3600)]

  private func numbers(of act: Death.Act) -> [Int] {
    let count = counts[act, default: 0]
    return count == 0 ? [] : Array(1...count)
  }

  private func moments(of act: Death.Act) -> [Death.Moment] {
    switch act {
    case .record: [.before, .torn(60), .after]
    case .file, .write: [.before, .after]
    // Behind a read nothing has happened but in front of what comes next.
    case .request: [.before]
    }
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
    while result?.status != .done, try !stage.isOver, outcome.resumes < 4 {
      outcome.resumes += 1
      result = try await stage.takeUp(in: MortalProcess())
      if let result, result.status != .done {
        outcome.stops.append("exit \(result.status.rawValue): \(result.message)")
      }
      stage.bench.clock.advance(by: .seconds(300))
    }
    outcome.isLeftOpen = cell.mayBeLeftOpen && result?.status == .unknown && scenario.goal != .inPlace
    if !outcome.isLeftOpen {
      if try !stage.isOver { outcome.complaints.append("never done") }
      outcome.complaints += complaints(about: stage)
    }
    outcome.repeated = repeated(on: stage)
    outcome.wrongLogins = stage.wrongLogins
    return outcome
  }

  /// What is not as an undisturbed run leaves it.
  func complaints(about stage: CrashStage) -> [String] {
    var complaints = stage.settledPortrait().differences(from: portrait).map { "other \($0)" }
    let repeated = repeated(on: stage)
    if repeated > 0 { complaints.append("\(repeated) once-only effects repeated") }
    if stage.wrongLogins > 2 { complaints.append("\(stage.wrongLogins) wrong logins") }
    return complaints
  }

  private func repeated(on stage: CrashStage) -> Int {
    OnceOnlyEffects(in: stage.bench.recorder.log).repeated(beyond: effects)
  }
}

/// What came of one cell.
struct CrashOutcome: Sendable {
  var cell: CrashCell
  /// How many processes it took behind the deaths.
  var resumes = 0
  var repeated = 0
  var wrongLogins = 0
  /// Whether the run ended with an outcome that nobody can know.
  var isLeftOpen = false
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
      + "repeated, \(outcomes.count(where: \.isLeftOpen)) rightly left open, at most \(outcomes.map(\.wrongLogins).max() ?? 0) wrong logins and "
      + "\(outcomes.map(\.resumes).max() ?? 0) resumes"
  }
}

/// A recorder, a plan for it, and processes that carry it out one after the other.
struct CrashStage {
  let bench: ApplyBench
  private let declaration: RecorderDeclaration
  private let plan: Plan
  /// The requests that planning took.
  private let mark: Int

  init(_ scenario: CrashScenario) async throws {
    bench = try scenario.bench()
    declaration = try bench.declaration(scenario.spec)
    plan = try await bench.plan(declaration, scenario.goal)
    mark = bench.recorder.log.entries.count
  }

  /// Passwords that were tried behind the plan and refused (product.md S7).
  var wrongLogins: Int { bench.recorder.log.since(mark).refusedLogins }

  /// The journal of the only run.
  func journal() throws -> [UInt8] { try bench.store.read(try onlyRun().journal) ?? [] }

  /// Puts other bytes in the place of the journal.
  func replaceJournal(with bytes: [UInt8]) throws { try bench.store.write(bytes, to: try onlyRun().journal) }

  /// Whether the run came to its end; a process may die behind the record that says so.
  var isOver: Bool {
    get throws {
      guard let name = try bench.store.list("runs").max() else { return false }
      return try RunRecord(RunID(name), in: bench.store).standing.isOver
    }
  }

  private func onlyRun() throws -> RunID { RunID(try #require(try bench.store.list("runs").first)) }

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

  /// Goes on with what a process before left, or begins anew where none had begun; nil where the process died.
  func takeUp(in process: MortalProcess) async throws -> RunResult? {
    let run = try bench.store.list("runs").max().map(RunID.init)
    let result = try await bench.apply(plan, declaration, resuming: run, in: process)
    return process.isDead ? nil : result
  }
}
