import FoundationEssentials
import Host
import Testing

@testable import Commands

/// How far the faults of a rehearsal are.
@Suite struct TrialProgressTests {
  @Test func `it is told now and then, and not at the end, which the report tells`() {
    let clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_770_000_000))
    let output = CapturedOutput()
    let console = Console(
      output: CapturedOutput(), errorOutput: output, input: ScriptedInput([], isTerminal: false), environment: [:])
    let progress = TrialProgress(of: 4, console: console, clock: clock)
    progress.oneMore()
    #expect(output.text == "")
    clock.advance(by: .seconds(6))
    progress.oneMore()
    progress.oneMore()
    #expect(output.text == "Tried 2 of 4 faults.\n")
    clock.advance(by: .seconds(6))
    progress.oneMore()
    #expect(output.text == "Tried 2 of 4 faults.\n")
  }
}
