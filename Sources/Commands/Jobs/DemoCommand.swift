import ArgumentParser
import Host
import Machine
import Planner

/// Shows the whole story on a simulated recorder.
struct DemoCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Reset and reprovision a simulated recorder, and check every step of it.",
    discussion: """
      Example:
        nvrctl demo

      Ends with 0 only when everything it tells was true.
      """)

  @Option(help: ArgumentHelp("The manifests to show.", valueName: "folder"))
  var examples = "Examples/riverside"

  @Option(help: ArgumentHelp("How many times faster than real the recorder's time runs.", valueName: "factor"))
  var speed = 60.0

  @OptionGroup var common: CommonOptions

  mutating func validate() throws {
    if !(1...200).contains(speed) { throw ValidationError("--speed takes a number from 1 to 200") }
  }

  func run(in context: CommandContext) async throws -> ExitStatus {
    guard context.files.kind(of: examples) == .folder else {
      throw Problem(
        "there are no manifests at \(examples)",
        advice: ["run it in the folder of the nvrctl sources, or name them with --examples"], status: .failed)
    }
    let start = ContinuousClock.now
    let clock = AcceleratedWallClock(startingAt: context.clock.now, factor: speed)
    guard let demo = DemoRecorder(clock: clock) else {
      throw Problem("the demo knows no such recorder", status: .failed)
    }
    let record = CapturedOutput()
    let isTrue = try await demo.serving { dialer in
      var inside = context
      inside.clock = clock
      inside.dialer = dialer
      inside.openDiscovery = { [discovery = demo.discovery] _, _ in discovery }
      inside.files = DemoFiles(over: context.files)
      inside.environment = DemoRecorder.environment
      let state = InMemoryStateStore()
      inside.openState = { _ in state }
      inside.console = context.console.recorded(in: record)
      var story = DemoStory(manifests: examples, recorder: demo.recorder, context: inside)
      return await story.tell(recordedIn: record)
    }
    let seconds = Figure.seconds((ContinuousClock.now - start) / .seconds(1))
    let verdict = isTrue ? "All of it is true" : "NOT all of it is true"
    context.console.result(
      "\(verdict); it took \(seconds).\nNext:  nvrctl render \(ShellWords.text([examples])) --explain\n")
    return isTrue ? .done : .notVerified
  }
}
