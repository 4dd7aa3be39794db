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
  private let blockedAt = Mutex<Date?>(nil)

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

  /// Carries the plan out.
  func apply(in process: MortalProcess = MortalProcess()) async throws -> RunResult {
    try await bench.apply(
      plan, declaration,
      stopping: {
        meddle()
        return false
      }, in: process)
  }

  /// Carries the plan out until somebody asks for an end behind so many seconds of waiting.
  func apply(stoppingAfter seconds: Double) async throws -> RunResult {
    let recorder = bench.recorder
    let clock = bench.clock
    let start = Mutex<Date?>(nil)
    return try await bench.apply(
      plan, declaration,
      stopping: {
        meddle()
        guard recorder.log.writes > 0 else { return false }
        return start.withLock { start in
          let began = start ?? clock.now
          start = began
          return clock.now.timeIntervalSince(began) >= seconds
        }
      })
  }

  /// Closes the new way once the write has left, and opens it again when its time has come.
  private func meddle() {
    guard failure.blocks, bench.recorder.log.writes > 0 else { return }
    blockedAt.withLock { blockedAt in
      guard let since = blockedAt else {
        bench.network.block(kind.destination.host, port: kind.destination.port)
        blockedAt = bench.clock.now
        return
      }
      if failure == .blockedPastWindow, bench.clock.now.timeIntervalSince(since) > 310 { bench.network.unblock() }
    }
  }

  private static func portrait(of recorder: SimulatedRecorder) -> [XMLElement?] {
    [MoveKind.interface, MoveKind.access, MoveKind.filter].map { recorder.document(at: $0) }
  }
}
