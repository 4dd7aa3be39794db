import Commands
import Host
import Planner
import Simulator
import Testing

/// Secrets, counts and the command line itself.
@Suite struct CommandLineTests {
  @Test func `no secret is in any output, plan, journal or state`() async throws {
    let (bench, _) = try Example.riverside.bench()
    var said = ""
    for line in [
      "validate Examples/riverside", "validate Examples/riverside --format json", "render Examples/riverside --explain",
      "plan Examples/riverside --verbose --reset full -o a.nvrplan --out text=-,json=plan.json",
      "apply a.nvrplan --confirm-reset 0123454821 --accept-footage-loss --verbose",
    ] {
      let transcript = await bench.run(line)
      said += transcript.everything
      #expect(transcript.status == .done || transcript.status == .changesPending, "\(transcript.everything)")
    }
    for file in ["a.nvrplan", "plan.json"] {
      said += String(decoding: try bench.files.read(file, limit: 1 << 24), as: UTF8.self)
    }
    said += try kept(below: "runs", in: bench.state) + kept(below: "devices", in: bench.state)
    for secret in Example.riverside.environment.values { #expect(!said.contains(secret)) }
  }

  private func kept(below path: String, in state: InMemoryStateStore) throws -> String {
    let own = try state.read(path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return try own + state.list(path).map { try kept(below: "\(path)/\($0)", in: state) }.joined()
  }

  @Test func `a no-op plan of sixteen cameras takes at most twenty reads and one login`() async throws {
    let (bench, recorder) = try Fleet.sixteenCameras()
    let apply = await bench.run("apply fleet --yes")
    #expect(apply.status == .done, "\(apply.everything)")
    recorder.clearLog()
    let plan = await bench.run("plan fleet")
    #expect(plan.status == .done, "\(plan.everything)")
    #expect(recorder.log.reads <= 20)
    #expect(recorder.log.logins == 1)
    #expect(recorder.log.writes == 0)
  }

  @Test func `an inactive recorder is activated and provisioned without a reset`() async throws {
    var example = Example.minimal
    example.seeds[0].password = nil
    example.seeds[0].address = nil
    let (bench, recorders) = try example.bench()
    let transcript = await bench.run("apply Examples/minimal --yes")
    #expect(transcript.status == .done, "\(transcript.everything)")
    #expect(recorders[0].isActivated)
    #expect(recorders[0].log.resets == 0)
    #expect(await bench.run("plan Examples/minimal").status == .done)
  }

  @Test(arguments: [
    ("plna x", "did you mean \"plan\"?"), ("plan", "Missing expected argument"),
    ("plan x --reset half", "'half' is invalid"), ("frobnicate", "there is no command \"frobnicate\""),
    ("plan x --out html", "'html' is invalid"), ("plan x --out text=-,json=-", "is invalid"),
    ("plan x --parallel 0", "--parallel takes"), ("plan x --allow force=yes", "second-way-in=none"),
    ("apply x --allow removals=all", "removals=NUMBER"), ("apply x --allow removals", "resets-per-run=NUMBER"),
    ("apply x --force", "Unknown option"), ("export", "name the addresses"),
    ("export 10.20.30.10", "--password-env NAME is missing"),
    ("export nowhere/x --password-env A", "is not an address"),
    ("export 10.20.30.10 --password-env A --snapshot x", "exclude each other"),
    ("export --snapshot a --snapshot b --name c", "for one recorder"), ("export --snapshot a -v", "sends none"),
  ])
  func `a wrong command line ends with 64 and says what is wrong`(_ line: String, _ words: String) async throws {
    let transcript = await CommandBench().run(line)
    #expect(transcript.status == .usage)
    #expect(transcript.output == "")
    #expect(transcript.errors.contains(words), "\(transcript.errors)")
  }

  @Test(arguments: [
    "", "validate", "render", "plan", "apply", "resume", "drift", "history", "show", "export", "snapshot", "rehearse",
    "simulate", "demo", "schema", "explain", "version",
  ])
  func `help begins with an example and fits eighty columns`(_ command: String) async throws {
    let transcript = await CommandBench().run("\(command) --help")
    #expect(transcript.status == .done)
    if command != "version" { #expect(transcript.output.contains("Example:\n  nvrctl \(command)")) }
    let usage = transcript.output.split(separator: "\n").filter { $0.count > 80 && !$0.hasPrefix("USAGE") }
    #expect(usage.isEmpty)
  }

  @Test func `manifests without a recorder are not a success`() async throws {
    var bench = CommandBench()
    bench.files = InMemoryFileSystem([
      "a/site.yaml": "apiVersion: nvrctl/v1\nkind: Site\nmetadata:\n  name: a\nspec: {internet: none}\n"
    ])
    #expect(await bench.run("plan a").status == .refused)
  }

  @Test func `JSON changes neither exit code nor what is done`() async throws {
    let (bench, recorders) = try Example.minimal.bench()
    let text = await bench.run("plan Examples/minimal")
    let json = await bench.run("plan Examples/minimal --out json")
    #expect(text.status == json.status)
    #expect(json.output.hasPrefix("{\n"))
    #expect(json.output.contains("\"exit\" : 2"))
    #expect(recorders[0].log.writes == 0)
    #expect(await bench.run("plan Examples/minimal --pending-ok").status == .done)
  }

  @Test(arguments: [
    (["--state-dir", "/a"], ["NVRCTL_STATE_DIR": "/b", "XDG_STATE_HOME": "/c", "HOME": "/d"], "/a"),
    ([], ["NVRCTL_STATE_DIR": "/b", "XDG_STATE_HOME": "/c", "HOME": "/d"], "/b"),
    ([], ["XDG_STATE_HOME": "/c", "HOME": "/d"], "/c/nvrctl"), ([], ["HOME": "/d"], "/d/.local/state/nvrctl"),
    ([], ["NVRCTL_STATE_DIR": "", "XDG_STATE_HOME": "relative", "HOME": "/d"], "/d/.local/state/nvrctl"),
  ])
  func `state is kept where flag, variables and home folder say, in this order`(
    _ flags: [String], _ environment: [String: String], _ folder: String
  ) async throws {
    var bench = CommandBench()
    bench.environment = environment
    _ = await bench.run(words: ["plan", "nowhere"] + flags)
    #expect(bench.openedFolders.all == [folder])
  }

  @Test func `colour is for terminals, and never where it is not wanted`() async throws {
    let (bench, _) = try Example.minimal.bench()
    let words = ["plan", "Examples/minimal"]
    #expect(await !bench.run(words: words).output.contains("\u{1B}"))
    #expect(await bench.run(words: words + ["--color", "always"]).output.contains("\u{1B}["))
    #expect(await !bench.run(words: words + ["--color", "never"]).output.contains("\u{1B}"))
  }

  @Test func `manifests come from standard input too`() async throws {
    let (bench, _) = try Example.minimal.bench()
    let manifest = String(
      decoding: try bench.files.read("Examples/minimal/recorder.yaml", limit: 1 << 20), as: UTF8.self)
    let lines = manifest.split(separator: "\n").map(String.init)
    let transcript = await bench.run(words: ["validate", "-"], answers: lines)
    #expect(transcript.status == .done, "\(transcript.everything)")
  }
}
