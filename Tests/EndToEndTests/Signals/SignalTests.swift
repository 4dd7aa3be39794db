import Glibc
import ISAPI
import Planner
import Simulator
import Testing

/// The program as a process that is told to end, over a pipe and on a terminal (product.md S15).
@Suite struct SignalTests {
  private static let isWrite: @Sendable (Request) -> Bool = { $0.method != .get }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `the first signal says at once where it stops, and leaves a run that resumes`(_ signal: Int32) async throws {
    try await SignalStage.with(holding: Self.isWrite) { stage in
      let screen = try stage.pipe()
      let child = try stage.start(["apply", stage.manifest, "--yes"], on: screen)
      await stage.held.arrival()
      child.signal(signal)
      // The recorder has not answered yet: it is said at once, whatever the request takes.
      await screen.hears("Stopping behind step 1 of 5, deviceName")
      #expect(screen.text.contains("Stopping behind step 1 of 5, deviceName"))
      stage.held.release()
      #expect(await child.end() == .exit(ExitStatus.partlyApplied.rawValue), "\(screen.text)")
      let run = try #require(stage.runs.first)
      await screen.hears("Next:  nvrctl resume \(run)\n")
      #expect(screen.text.hasSuffix("Next:  nvrctl resume \(run)\n"), "\(screen.text)")
      try await resume(run, stage)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `the second signal ends it at once, and the run resumes without a second write`(_ signal: Int32) async throws {
    try await SignalStage.with(holding: Self.isWrite) { stage in
      let screen = try stage.pipe()
      let child = try stage.start(["apply", stage.manifest, "--yes"], on: screen)
      await stage.held.arrival()
      child.signal(signal)
      await screen.hears("Stopping behind step 1")
      child.signal(signal)
      #expect(await child.end() == .exit(ExitStatus.partlyApplied.rawValue), "\(screen.text)")
      let run = try #require(stage.runs.first)
      await screen.hears("Next:  nvrctl resume \(run)\n")
      #expect(screen.text.hasSuffix("half-done.\nNext:  nvrctl resume \(run)\n"), "\(screen.text)")
      stage.held.release()
      try await resume(run, stage)
    }
  }

  @Test func `while only planning one signal is enough`() async throws {
    try await SignalStage.with(holding: { $0.method == .get }) { stage in
      let screen = try stage.pipe()
      let child = try stage.start(["apply", stage.manifest, "--yes"], on: screen)
      await stage.held.arrival()
      child.signal(SIGTERM)
      #expect(await child.end() == .exit(ExitStatus.interrupted.rawValue), "\(screen.text)")
      #expect(stage.recorder.log.writes == 0)
      #expect(stage.runs.isEmpty)
    }
  }

  @Test func `two signals before anything was sent end it as interrupted`() async throws {
    try await SignalStage.with(holding: { $0.method == .get }, fromStart: false) { stage in
      #expect(try await stage.run(["plan", stage.manifest, "-o", stage.planFile]).end == .exit(2))
      stage.held.arm()
      let screen = try stage.pipe()
      let child = try stage.start(["apply", stage.planFile, "--yes"], on: screen)
      await stage.held.arrival()
      child.signal(SIGINT)
      await screen.hears("Stopping before the next step.")
      child.signal(SIGINT)
      #expect(await child.end() == .exit(ExitStatus.interrupted.rawValue), "\(screen.text)")
      await screen.hears("nothing is half-done")
      #expect(screen.text.hasSuffix("Stopped at once; nothing is half-done.\n"), "\(screen.text)")
      #expect(stage.recorder.log.writes == 0)
    }
  }

  @Test func `on a terminal Ctrl-C stops behind the step that is shown, and twice at once`() async throws {
    try await SignalStage.with(holding: Self.isWrite) { stage in
      let screen = try Screen.terminal()
      let child = try stage.start(["apply", stage.manifest, "--yes"], on: screen)
      await stage.held.arrival()
      screen.pressControlC()
      await screen.hears("Stopping behind step 1 of 5, deviceName")
      screen.pressControlC()
      #expect(await child.end() == .exit(ExitStatus.partlyApplied.rawValue), "\(screen.text)")
      let run = try #require(stage.runs.first)
      await screen.hears("nvrctl resume \(run)")
      #expect(screen.text.contains("Next:  nvrctl resume \(run)"), "\(screen.text)")
      stage.held.release()
      try await resume(run, stage)
    }
  }

  private func resume(_ run: String, _ stage: SignalStage) async throws {
    let rest = try await stage.run(["resume", run])
    #expect(rest.end == .exit(ExitStatus.done.rawValue), "\(rest.text)")
    let writes = stage.recorder.log.entries.filter(\.isWrite).map(\.endpoint.path)
    #expect(Set(writes).count == writes.count, "\(writes)")
    let plan = try await stage.run(["plan", stage.manifest])
    #expect(plan.end == .exit(ExitStatus.done.rawValue), "\(plan.text)")
  }
}
