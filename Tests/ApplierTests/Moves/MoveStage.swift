import Applier
import FoundationEssentials
import Host
import ISAPI
import Manifest
import Planner
import Settings
import Simulator
import Synchronization
import Testing
import XML

/// One recorder, one change, one thing that goes wrong.
struct MoveStage {
  let bench: ApplyBench
  let kind: MoveKind
  private let failure: MoveFailure
  private let declaration: RecorderDeclaration
  let plan: Plan
  /// The documents that a way back has to restore.
  private let portrait: [XMLElement?]
  /// When the new way was closed.
  private let blockedAt = Moment()

  init(_ kind: MoveKind, _ failure: MoveFailure = .nothing, hearing: Bool = true) async throws {
    self.kind = kind
    self.failure = failure
    var bench = try ApplyBench(kind.family, kind.adjust)
    bench.hearsAnnouncements = hearing
    self.bench = bench
    var addresses = kind.addresses
    if failure == .blockedWithOtherWay {
      bench.network.forward(MoveFailure.router, to: bench.recorder)
      addresses += ", https://\(MoveFailure.router), https://\(MoveFailure.router):8443"
    }
    declaration = try bench.declaration(kind.spec, at: addresses)
    plan = try await bench.plan(declaration)
    portrait = Self.portrait(of: bench.recorder)
    if let fault = failure.fault(on: kind.resource) { bench.recorder.inject(fault) }
  }

  /// Whether the recorder is as it was before.
  var isAsBefore: Bool { Self.portrait(of: bench.recorder) == portrait }

  /// Carries the plan out, or goes on with its run.
  func apply(resuming run: RunID? = nil, in process: MortalProcess = MortalProcess()) async throws -> RunResult {
    try await bench.apply(
      plan, declaration, resuming: run,
      stopping: {
        meddle()
        return false
      }, in: process)
  }

  /// Goes on with the run that a process before left behind; a new one where there is none.
  func takeUp(in process: MortalProcess = MortalProcess()) async throws -> RunResult {
    try await apply(resuming: try bench.store.list("runs").first.map { RunID($0) }, in: process)
  }

  /// How the only run ended, nil where it did not.
  var status: Planner.ExitStatus? {
    get throws { try bench.onlyRun().standing.ending }
  }

  /// Carries the plan out until somebody asks for an end behind so many seconds of waiting.
  func apply(stoppingAfter seconds: Double) async throws -> RunResult {
    let recorder = bench.recorder
    let clock = bench.clock
    let start = Moment()
    return try await bench.apply(
      plan, declaration,
      stopping: {
        meddle()
        guard recorder.log.writes > 0 else { return false }
        return start.value.withLock { start in
          let began = start ?? clock.now
          start = began
          return clock.now.timeIntervalSince(began) >= seconds
        }
      })
  }

  /// Closes the new way once the write has left, and opens it again when its time has come.
  private func meddle() {
    guard failure.blocks, bench.recorder.log.writes > 0 else { return }
    blockedAt.value.withLock { blockedAt in
      guard let since = blockedAt else {
        bench.network.block(kind.destination.host, port: kind.destination.port)
        blockedAt = bench.clock.now
        return
      }
      if failure == .blockedPastWindow, bench.clock.now.timeIntervalSince(since) > 310 { bench.network.unblock() }
    }
  }

  /// A moment that comes once.
  private final class Moment: Sendable {
    let value = Mutex<Date?>(nil)
  }

  private static func portrait(of recorder: SimulatedRecorder) -> [XMLElement?] {
    [MoveKind.interface, MoveKind.access, MoveKind.filter].map { recorder.document(at: $0) }
  }
}
