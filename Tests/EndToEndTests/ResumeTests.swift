import Applier
import Commands
import Diagnostics
import Host
import Planner
import Simulator
import Testing
import TestSupport
import XML

/// A run that did not come to its end is brought to it, and a person is told what was known and what was not.
@Suite struct ResumeTests {
  /// A reset whose journal ends behind a record with this text, and a torn one; the recorder went on to its end.
  private func cutOff(behind text: String, torn: Int = 0) async throws -> (
    bench: CommandBench, recorder: SimulatedRecorder
  ) {
    let (bench, recorders) = try Example.riverside.bench()
    let reset = ["apply", "Examples/riverside", "--reset", "full", "--confirm-reset", "0123454821"]
    let done = await bench.run(words: reset + ["--accept-footage-loss"])
    #expect(done.status == .done, "\(done.everything)")
    try bench.cutJournal(of: bench.onlyRun(), behind: text, torn: torn)
    let recorder = try #require(recorders.first)
    recorder.clearLog()
    return (bench, recorder)
  }

  /// A run in place that nothing was recorded of behind its first write.
  private func cutOffInPlace() async throws -> (bench: CommandBench, recorder: SimulatedRecorder) {
    let (bench, recorders) = try Example.minimal.bench()
    #expect(await bench.run("apply Examples/minimal --yes").status == .done)
    try bench.cutJournal(of: bench.onlyRun(), to: 2)
    let recorder = try #require(recorders.first)
    recorder.clearLog()
    return (bench, recorder)
  }

  @Test func `an activation without an answer is asked for and not sent again`() async throws {
    let (bench, recorder) = try await cutOff(behind: "PUT /ISAPI/System/activate", torn: 17)
    let run = try bench.onlyRun()
    let transcript = await bench.run("resume \(run)")
    #expect(transcript.status == .done, "\(transcript.everything)")
    #expect(recorder.log.resets == 0)
    #expect(recorder.log.logins <= 2)
    try GoldenFile.expect(transcript.everything.replacing(run.description, with: "c210-4be7"), equals: "resume.txt")
    #expect(transcript.output.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 80 })
    #expect(await bench.run("plan Examples/riverside").status == .done)
    #expect(await bench.run("history").output.contains("1 run, 0 to resume"))
  }

  @Test func `a run that was stopped says how to go on, and goes on`() async throws {
    let (bench, recorders) = try Example.minimal.bench()
    let interruption = Interruption()
    let dialer = InterruptingDialer(dialer: bench.network, interruption: interruption)
    let stopped = await bench.run(
      words: ["apply", "Examples/minimal", "--yes"], dialer: dialer, interruption: interruption)
    #expect(stopped.status == .partlyApplied, "\(stopped.everything)")
    let run = try bench.onlyRun()
    #expect(stopped.lastLine == "Next:  nvrctl resume \(run)")
    #expect(recorders[0].log.writes == 1)
    let rest = await bench.run("resume \(run)")
    #expect(rest.status == .done, "\(rest.everything)")
    #expect(rest.output.contains("5 of 5 steps, 2 writes"))
    #expect(await bench.run("plan Examples/minimal").status == .done)
  }

  @Test func `on a terminal it asks before it goes on`() async throws {
    let (bench, recorder) = try await cutOffInPlace()
    let run = try bench.onlyRun().description
    let no = await bench.run(words: ["resume", run], answers: [""])
    #expect(no.status == .refused)
    #expect(no.errors.contains("Continue with step 1 of 5? [y/N]"))
    #expect(recorder.log.entries.isEmpty)
    let yes = await bench.run(words: ["resume", run], answers: ["y"])
    #expect(yes.status == .done, "\(yes.everything)")
  }

  @Test func `before a reset that was not sent the question names it`() async throws {
    let (bench, recorder) = try await cutOff(behind: "intent")
    let no = await bench.run(words: ["resume", "Examples/riverside"], answers: ["n"])
    #expect(no.errors.contains("Continue with step 1 of 23, FACTORY RESET included?"))
    #expect(no.status == .refused)
    #expect(recorder.log.entries.isEmpty)
  }

  @Test(arguments: [["--yes"], ["--continue", "RUN"]])
  func `manifests mean the open run of each recorder, and need a yes where nobody can be asked`(
    _ consent: [String]
  ) async throws {
    let (bench, recorder) = try await cutOffInPlace()
    let run = try bench.onlyRun().description
    let asked = await bench.run("resume Examples/minimal")
    #expect(asked.status == .refused)
    #expect(asked.errors.contains("--continue \(run)"), "\(asked.errors)")
    #expect(recorder.log.entries.isEmpty)
    let words = ["resume", "Examples/minimal"] + consent.map { $0 == "RUN" ? run : $0 }
    let done = await bench.run(words: words)
    #expect(done.status == .done, "\(done.everything)")
    let again = await bench.run(words: ["resume", "Examples/minimal"])
    #expect(again.status == .done)
    #expect(again.output == "Nothing to resume.\nNext:  nvrctl plan Examples/minimal\n")
  }

  @Test func `a run that converged has nothing to resume`() async throws {
    let (bench, recorders) = try Example.minimal.bench()
    #expect(await bench.run("apply Examples/minimal --yes").status == .done)
    recorders[0].clearLog()
    let transcript = await bench.run("resume \(try bench.onlyRun())")
    #expect(transcript.status == .done)
    #expect(transcript.output.contains("Nothing to resume."))
    #expect(recorders[0].log.entries.isEmpty)
  }

  @Test func `a run behind which another one wrote is refused`() async throws {
    let (bench, recorder) = try await cutOffInPlace()
    let run = try bench.onlyRun()
    bench.clock.advance(by: .seconds(60))
    recorder.edit(DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "somebody was here"))
    let later = await bench.run("apply Examples/minimal --yes")
    #expect(later.status == .done)
    #expect(later.errors.contains("note: run \(run) of front-desk cut off at step 1"))
    recorder.clearLog()
    let transcript = await bench.run("resume \(run)")
    #expect(transcript.status == .refused)
    #expect(transcript.errors.contains("wrote to the same"))
    #expect(await bench.run("resume Examples/minimal --yes").output.contains("Nothing to resume."))
    #expect(recorder.log.entries.isEmpty)
  }

  @Test func `a damaged journal is refused with its code, by name and by manifest`() async throws {
    let (bench, recorder) = try await cutOffInPlace()
    let run = try bench.onlyRun()
    var lines = try bench.journal(of: run)
    lines[0][20] ^= 1
    try bench.state.write(lines.flatMap(\.self), to: run.journal)
    for subject in [run.description, "Examples/minimal"] {
      let transcript = await bench.run("resume \(subject) --yes")
      #expect(transcript.status == .refused)
      #expect(transcript.errors.contains("NVR0901"), "\(transcript.errors)")
    }
    #expect(recorder.log.entries.isEmpty)
  }

  @Test func `what is neither a run nor a manifest is wrong usage`() async throws {
    let (bench, _) = try await cutOffInPlace()
    let run = try bench.onlyRun().description
    let near = await bench.run("resume \(run.dropLast())")
    #expect(near.status == .usage)
    #expect(near.errors.contains("did you mean \"\(run)\"?"))
    #expect(await bench.run("resume \(run) Examples/minimal").status == .usage)
    #expect(await bench.run("resume \(run) --continue c210-4be7").status == .refused)
    #expect(await bench.run("resume").status == .usage)
  }
}
