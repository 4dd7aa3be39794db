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
}
