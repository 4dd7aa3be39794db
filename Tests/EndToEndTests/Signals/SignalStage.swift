import FoundationEssentials
import Host
import ISAPI
import Machine
import Simulator
import Testing
import TestSupport

/// A recorder on sockets of this machine that holds one request, and the program working on it.
struct SignalStage: Sendable {
  let recorder: SimulatedRecorder
  let held: HeldRequest
  private let folder: String

  /// Runs a body with the recorder standing and a plan made.
  static func with<Result: Sendable>(
    holding isWanted: @escaping @Sendable (Request) -> Bool, fromStart isArmed: Bool = true,
    _ body: (Self) async throws -> Result
  ) async throws -> Result {
    let recorder = SimulatedRecorder(Example.minimal.seeds[0], clock: SystemWallClock())
    let held = HeldRequest(isArmed: isArmed, isWanted)
    return try await TemporaryFolder.with { folder in
      try await withHTTPFront(recorder, placement: .fixed("127.0.0.1"), attendant: held.attendant) { front in
        defer { held.release() }
        let place = try await front.address
        let manifest = try PackageFiles.text(of: "Examples/minimal/recorder.yaml")
          .replacing("[192.168.1.64]", with: "[\"http://127.0.0.1:\(place.port)\"]")
        try Data(manifest.utf8).write(to: URL(filePath: folder + "/recorder.yaml"))
        return try await body(Self(recorder: recorder, held: held, folder: folder))
      }
    }
  }

  /// The manifest of the recorder.
  var manifest: String { folder + "/recorder.yaml" }

  /// Where a plan may be kept.
  var planFile: String { folder + "/kept.nvrplan" }

  /// A pipe to speak to.
  func pipe() throws -> Screen { try Screen.pipe(in: folder) }

  /// The runs that are kept.
  var runs: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder + "/state/runs")) ?? [] }

  /// Starts the program; a test that waits for what it sends or says goes on when it is gone.
  func start(_ words: [String], on screen: Screen) throws -> ToolChild {
    let child = try child(words, on: screen)
    Task { [held] in
      _ = await child.end()
      held.giveUp()
      screen.close()
    }
    return child
  }

  /// Runs the program to its end.
  func run(_ words: [String]) async throws -> (end: ToolChild.End, text: String) {
    let screen = try pipe()
    let end = try await child(words, on: screen).end()
    screen.close()
    await screen.hears("\u{0}")
    return (end, screen.text)
  }

  private func child(_ words: [String], on screen: Screen) throws -> ToolChild {
    try ToolChild(
      words,
      environment: Example.minimal.environment.merging([
        "HOME": folder, "NVRCTL_STATE_DIR": folder + "/state", "SWIFT_BACKTRACE": "enable=no", "TERM": "xterm",
      ]) { $1 }, saying: screen.path, leading: screen.isTerminal)
  }
}
