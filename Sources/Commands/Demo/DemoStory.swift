import Host
import Planner
import Simulator

/// The demo as it is told: real commands, one after the other, against the recorder of the demo.
struct DemoStory {
  /// The folder with the manifests.
  var manifests: String
  var recorder: SimulatedRecorder
  var context: CommandContext
  private var traffic: [(name: String, log: RequestLog)] = []
  private var checks = DemoChecks()

  private static let planFile = "riverside.nvrplan"

  init(manifests: String, recorder: SimulatedRecorder, context: CommandContext) {
    self.manifests = manifests
    self.recorder = recorder
    self.context = context
  }

  /// Tells the story and gives whether all of it was true.
  mutating func tell(recordedIn record: CapturedOutput) async -> Bool {
    say("A used recorder, simulated on real sockets of this machine, stands at")
    say("\(DemoRecorder.address). It has an old password, a clock that is an hour off, and a")
    say("user and a camera that nobody declared.")
    say("Its time runs fast, so that minutes take seconds.\n")
    await validate()
    await plan()
    await apply()
    await planAgain()
    checks.expect(
      "no password is in anything shown above", !DemoRecorder.Password.all.contains { record.text.contains($0) })
    say("What the recorder was asked:\n\n\(trafficTable)")
    say("What that proves:\n\n\(checks.text)")
    return checks.allHold
  }

  private mutating func validate() async {
    let status = await run("validate", [manifests], because: "Are the manifests in order?")
    checks.expect("the manifests are valid", status == .done)
  }

  private mutating func plan() async {
    let status = await run(
      "plan", [manifests, "--reset", "full", "-o", Self.planFile],
      because: "What would a reset do, and what stands against it?")
    let log = traffic.last?.log ?? recorder.log
    checks.expect("planning wrote nothing, and tried each password once", log.writes == 0 && log.refusedLogins <= 1)
    checks.expect("the plan shows that changes are pending", status == .changesPending)
  }

  private mutating func apply() async {
    let status = await run(
      "apply", [Self.planFile, "--confirm-reset", DemoRecorder.serial, "--accept-footage-loss"],
      because: "Reset it, prove the reset, give it password and address, and set everything again.")
    let log = traffic.last?.log ?? recorder.log
    checks.expect("exactly one reset was sent, and the run ended well", log.resets == 1 && status == .done)
    checks.expect(
      "the recorder has its new password and is back at \(DemoRecorder.address)",
      recorder.hasPassword(Secret(DemoRecorder.Password.new), for: "admin")
        && recorder.binding.address == DemoRecorder.address)
  }

  private mutating func planAgain() async {
    let status = await run("plan", [manifests], because: "Is anything left to do?")
    let log = traffic.last?.log ?? recorder.log
    checks.expect(
      "a second plan finds nothing to do: \(log.reads) reads, \(log.writes) writes, \(Count.of(log.logins, "login"))",
      status == .done && log.writes == 0 && log.reads <= 20 && log.logins == 1)
  }

  /// Shows a command line and runs it.
  private mutating func run(_ command: String, _ arguments: [String], because reason: String) async -> ExitStatus {
    say("# \(reason)\n$ nvrctl \(ShellWords.text([command] + arguments))")
    let mark = recorder.log.entries.count
    let status = await Nvrctl.run([command] + arguments, in: context)
    traffic.append((command, recorder.log.since(mark)))
    say("")
    return status
  }

  private var trafficTable: String {
    let rows =
      [("", "GETs", "writes", "logins", "resets")]
      + traffic.map { name, log in
        (name, "\(log.reads)", "\(log.writes)", "\(log.logins)", "\(log.resets)")
      }
    return rows.map { row in
      "  " + FittedText.padded(row.0, to: 10)
        + [row.1, row.2, row.3, row.4].map { FittedText.right($0, to: 8) }.joined() + "\n"
    }.joined()
  }

  private func say(_ text: String) { context.console.result(text + "\n") }
}
