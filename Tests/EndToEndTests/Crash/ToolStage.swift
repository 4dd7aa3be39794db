import FoundationEssentials
import Host
import ISAPI
import Machine
import Simulator
import Synchronization
import Testing
import TestSupport

/// A recorder on sockets of this machine, and a folder in which the program works on it.
struct ToolStage: Sendable {
  let scenario: ToolScenario
  let recorder: SimulatedRecorder
  private let folder: String
  private let net: String
  private let clock: SteppingClock
  private let executioner: ToolExecutioner

  private static let nets = Mutex(0)

  /// Runs a body with the recorder standing and a plan made.
  static func with<Result: Sendable>(
    _ scenario: ToolScenario, _ body: (Self) async throws -> Result
  ) async throws -> Result {
    let number = nets.withLock { nets in
      nets = nets % 250 + 1
      return nets
    }
    let net = "127.77.\(number)"
    let clock = SteppingClock()
    let recorder = SimulatedRecorder(try scenario.seed(on: net), clock: clock)
    let executioner = ToolExecutioner()
    return try await TemporaryFolder.with { folder in
      try await withHTTPFront(recorder, attendant: executioner.attendant(of: recorder)) { front in
        let manifest = scenario.manifest(on: net, port: try await front.address.port)
        try Data(manifest.utf8).write(to: URL(filePath: folder + "/nvr-1.yaml"))
        let stage = Self(
          scenario: scenario, recorder: recorder, folder: folder, net: net, clock: clock, executioner: executioner)
        let plan = try await stage.plan()
        try #require(plan.end == .exit(2), "\(plan.output)")
        return try await body(stage)
      }
    }
  }

  private var manifest: String { folder + "/nvr-1.yaml" }
  private var planFile: String { folder + "/nvr-1.nvrplan" }

  /// What a process did.
  struct Run: Sendable {
    var end: ToolChild.End
    var output: String
    /// How often each act on files was begun, for a process that came to its end.
    var acts: [String: Int]
    /// Writes that came to the recorder.
    var writes: Int
  }

  /// Runs the program, which dies where it is told to.
  func run(_ words: [String], dying death: ToolDeath? = nil) async throws -> Run {
    let name = "\(folder)/output-\(UUID().uuidString)"
    var environment = ToolScenario.secrets
    environment["HOME"] = folder
    environment["USER"] = "lead"
    environment["NVRCTL_STATE_DIR"] = folder + "/state"
    environment["SWIFT_BACKTRACE"] = "enable=no"
    environment["LD_PRELOAD"] = ToolChild.products + "/libMortality.so"
    environment["MORTALITY_COUNTS"] = name + ".counts"
    if let order = death?.order { environment["MORTALITY"] = order }
    executioner.expect(death)
    let child = try ToolChild(words, environment: environment, saying: name)
    executioner.watch(child)
    let end = await child.end()
    return Run(end: end, output: text(name), acts: acts(text(name + ".counts")), writes: executioner.writes)
  }

  /// Who runs the program, as its locks show it.
  private static let owner = "lead@" + ProcessInfo.processInfo.hostName

  /// Makes the plan.
  func plan(dying death: ToolDeath? = nil) async throws -> Run {
    try await run(
      ["plan", manifest, "-o", planFile] + (scenario.reset ? ["--reset", "full"] : []), dying: death)
  }

  /// Carries the plan out, also where a program before left a lock and no run.
  func apply(dying death: ToolDeath? = nil) async throws -> Run {
    try await run(["apply", planFile, "--take-over", Self.owner] + scenario.consent, dying: death)
  }

  /// Goes on with the run that was cut off, or begins anew where none had begun.
  func takeUp(dying death: ToolDeath? = nil) async throws -> Run {
    let runs = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/state/runs")) ?? []
    guard let run = runs.max() else { return try await apply(dying: death) }
    return try await self.run(["resume", run, "--take-over", Self.owner], dying: death)
  }

  /// What the recorder is like, on whichever net, when everything that takes its time is over.
  func settledPortrait() -> RecorderPortrait {
    clock.step(by: 600)
    return RecorderPortrait(of: recorder, password: Secret(ToolScenario.password), on: net + ".")
  }

  private func text(_ file: String) -> String {
    (try? Data(contentsOf: URL(filePath: file))).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private func acts(_ text: String) -> [String: Int] {
    Dictionary(
      text.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        return words.count == 2 ? Int(words[1]).map { (String(words[0]), $0) } : nil
      }
    ) { $1 }
  }
}

/// The clock of the machine, which can be put on.
private final class SteppingClock: WallClock {
  private let machine = SystemWallClock()
  private let offset = Mutex(0.0)

  var now: Date { machine.now.addingTimeInterval(offset.withLock { $0 }) }

  func sleep(for duration: Duration) async throws { try await machine.sleep(for: duration) }

  func idle(for duration: Duration) async throws { try await machine.sleep(for: duration) }

  func step(by seconds: Double) { offset.withLock { $0 += seconds } }
}
