import Planner
import Simulator
import Testing

@Suite struct ExampleTests {
  @Test(arguments: Example.all)
  func `an example validates`(_ example: Example) async throws {
    let (bench, _) = try example.bench()
    let transcript = await bench.run("validate \(example.folder)")
    #expect(transcript.status == .done, "\(transcript.everything)")
    #expect(transcript.lastLine == "Next:  nvrctl plan \(example.folder)")
  }

  @Test func `all examples validate together`() async throws {
    let (bench, _) = try Example.riverside.bench()
    let transcript = await bench.run("validate Examples")
    #expect(transcript.status == .done, "\(transcript.everything)")
  }

  @Test(arguments: Example.all)
  func `an example plans and writes nothing`(_ example: Example) async throws {
    let (bench, recorders) = try example.bench()
    let transcript = await bench.run("plan \(example.folder)")
    #expect(transcript.status == .changesPending, "\(transcript.everything)")
    for recorder in recorders {
      #expect(recorder.log.writes == 0)
      #expect(recorder.log.refusedLogins <= 1)
    }
  }

  @Test(arguments: Example.all)
  func `an example applies, and a second apply writes nothing`(_ example: Example) async throws {
    let (bench, recorders) = try example.bench()
    let first = await bench.run("apply \(example.folder) --yes")
    #expect(first.status == .done, "\(first.everything)")
    for recorder in recorders { recorder.clearLog() }
    let second = await bench.run("apply \(example.folder) --yes")
    #expect(second.status == .done, "\(second.everything)")
    for recorder in recorders { #expect(recorder.log.writes == 0) }
  }

  @Test(arguments: Example.all)
  func `an example resets and comes back as declared`(_ example: Example) async throws {
    let (bench, recorders) = try example.bench()
    let several = example.serials.count > 1 ? " --allow resets-per-run=\(example.serials.count)" : ""
    let confirmed = example.serials.map { " --confirm-reset \($0)" }.joined() + several
    let reset = await bench.run("apply \(example.folder) --reset full --accept-footage-loss --yes" + confirmed)
    if example.forbidsReset {
      #expect(reset.status == .refused)
      return
    }
    #expect(reset.status == .done, "\(reset.everything)")
    for recorder in recorders {
      #expect(recorder.log.resets == 1)
      recorder.clearLog()
    }
    let again = await bench.run("plan \(example.folder)")
    #expect(again.status == .done, "\(again.everything)")
    for recorder in recorders { #expect(recorder.log.writes == 0) }
  }
}
