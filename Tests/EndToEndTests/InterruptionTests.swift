import Commands
import Planner
import Simulator
import Testing

/// Ctrl-C ends a run at a safe point, and running again is the right next step.
@Suite struct InterruptionTests {
  private static let words = ["apply", "Examples/minimal", "--yes"]

  @Test func `a stop before the first step changes nothing`() async throws {
    let (bench, recorders) = try Example.minimal.bench()
    let interruption = Interruption()
    interruption.request()
    let transcript = await bench.run(words: Self.words, interruption: interruption)
    #expect(transcript.status == .interrupted, "\(transcript.everything)")
    #expect(recorders[0].log.writes == 0)
  }

  @Test func `a stop in the middle ends behind the step, and the next run does the rest`() async throws {
    let (bench, recorders) = try Example.minimal.bench()
    let interruption = Interruption()
    let dialer = InterruptingDialer(dialer: bench.network, interruption: interruption)
    let stopped = await bench.run(words: Self.words, dialer: dialer, interruption: interruption)
    #expect(stopped.status == .partlyApplied, "\(stopped.everything)")
    #expect(recorders[0].log.writes == 1)
    let rest = await bench.run(words: Self.words)
    #expect(rest.status == .done, "\(rest.everything)")
    #expect(await bench.run("plan Examples/minimal").status == .done)
  }
}
