import Host
import Planner
import Simulator
import Testing

/// From a live recorder to a manifest, and back to a plan that finds nothing to do.
@Suite struct ExportTests {
  /// A recorder and what it is like.
  enum Life: String, CaseIterable, Sendable {
    case fresh
    case used
    case populated
    case sockets
  }

  @Test(arguments: Family.allCases, Life.allCases)
  func `a recorder is exported, validated and planned, and nothing is to be done`(
    _ family: Family, _ life: Life
  ) async throws {
    let bench = CommandBench(environment: ["ADMIN": Example.password])
    let recorder = SimulatedRecorder(try Self.seed(family, life), clock: bench.clock)
    bench.network.plugIn(recorder)
    let exported = await bench.run("export 10.20.30.10 --password-env ADMIN -o out/nvr.yaml")
    #expect(exported.status == .done, "\(exported.everything)")
    #expect(exported.lastLine == "Next:  nvrctl plan out/nvr.yaml")
    #expect(recorder.log.writes == 0)
    #expect(exported.errors.contains("0 writes, 1 login."))
    let validated = await bench.run("validate out/nvr.yaml")
    #expect(validated.status == .done, "\(validated.everything)")
    let planned = await bench.run("plan out/nvr.yaml")
    #expect(planned.status == .done, "\(planned.everything) \(Self.text(bench, "out/nvr.yaml"))")
    #expect(recorder.log.writes == 0)
  }

  @Test(arguments: Family.allCases)
  func `what was exported makes a recorder from the factory the same again`(_ family: Family) async throws {
    let bench = CommandBench(environment: ["ADMIN": Example.password])
    bench.network.plugIn(SimulatedRecorder(try Self.seed(family, .populated), clock: bench.clock))
    _ = await bench.run("export 10.20.30.10 --password-env ADMIN -o nvr.yaml")
    var environment = ["ADMIN": Example.password]
    for user in ["GUARD", "INSTALLER"] { environment["NVR_4821_USER_\(user)"] = "Gu4rd-the-door" }
    for channel in [1, 4] { environment["NVR_4821_CAMERA_\(channel)"] = "Camera-pier-9" }
    let later = CommandBench(files: bench.files, environment: environment)
    var seed = try Self.seed(family, .fresh)
    seed.cameras = try Self.seed(family, .populated).cameras
    let recorder = SimulatedRecorder(seed, clock: later.clock)
    later.network.plugIn(recorder)
    let text = Self.text(bench, "nvr.yaml")
    let applied = await later.run("apply nvr.yaml --yes")
    #expect(applied.status == .done, "\(applied.everything) \(text)")
    recorder.clearLog()
    let planned = await later.run("plan nvr.yaml")
    #expect(planned.status == .done, "\(planned.everything) \(text)")
    #expect(recorder.log.writes == 0)
  }

  @Test func `a manifest on standard output is whole, and its last line is the next command`() async throws {
    let bench = CommandBench(environment: ["ADMIN": Example.password])
    bench.network.plugIn(SimulatedRecorder(try Self.seed(.b, .populated), clock: bench.clock))
    let exported = await bench.run("export 10.20.30.10 --password-env ADMIN --only cameras,time.zone --name gate")
    #expect(exported.output.contains("name: gate\n"))
    #expect(!exported.output.contains("services:"))
    #expect(exported.output.contains("password:\n        env: GATE_CAMERA_1\n"))
    #expect(exported.lastLine == "# Next:  nvrctl export 10.20.30.10 --password-env ADMIN -o FILE")
    #expect(!exported.everything.contains(Example.password))
  }

  @Test func `several recorders share a profile, and two addresses of one are two ways to it`() async throws {
    let bench = CommandBench(environment: ["ADMIN": Example.password])
    for (host, serial) in [("10.20.30.10", "0123454821"), ("10.20.30.11", "0123454822")] {
      let seed = try Self.seed(.b, .fresh, at: host, serial: serial)
      bench.network.plugIn(SimulatedRecorder(seed, clock: bench.clock))
    }
    let exported = await bench.run(
      "export 10.20.30.10 10.20.30.11 http://10.20.30.10 --password-env ADMIN -o fleet.yaml")
    #expect(exported.status == .done, "\(exported.everything)")
    let text = Self.text(bench, "fleet.yaml")
    #expect(text.contains("kind: Profile\nmetadata:\n  name: common\n"))
    #expect(text.contains("name: nvr-4821\n") && text.contains("name: nvr-4822\n"))
    #expect(text.contains("- 10.20.30.10\n      - http://10.20.30.10\n"))
    let planned = await bench.run("plan fleet.yaml")
    #expect(planned.status == .done, "\(planned.everything) \(text)")
  }

  @Test func `a file that is there is replaced only when asked to, before a recorder is`() async throws {
    let bench = CommandBench(files: InMemoryFileSystem(["nvr.yaml": "mine"]), environment: ["ADMIN": Example.password])
    let recorder = SimulatedRecorder(try Self.seed(.a, .fresh), clock: bench.clock)
    bench.network.plugIn(recorder)
    let refused = await bench.run("export 10.20.30.10 --password-env ADMIN -o nvr.yaml")
    #expect(refused.status == .refused)
    #expect(Self.text(bench, "nvr.yaml") == "mine")
    #expect(recorder.log.entries.isEmpty)
    let replaced = await bench.run("export 10.20.30.10 --password-env ADMIN -o nvr.yaml --overwrite")
    #expect(replaced.status == .done)
    #expect(Self.text(bench, "nvr.yaml") != "mine")
  }

  @Test(arguments: Family.allCases)
  func `an account that may not see everything exports what it may, and the rest is named`(
    _ family: Family
  ) async throws {
    let bench = CommandBench(environment: ["GUARD": "Gu4rd-the-door"])
    bench.network.plugIn(SimulatedRecorder(try Self.seed(family, .populated), clock: bench.clock))
    let exported = await bench.run("export 10.20.30.10 --username guard --password-env GUARD -o nvr.yaml")
    #expect(exported.status == .done, "\(exported.everything)")
    let text = Self.text(bench, "nvr.yaml")
    #expect(text.contains("#   users: it could not be read: the user may not do this\n"), "\(text)")
    let planned = await bench.run("plan nvr.yaml")
    #expect(planned.status == .done, "\(planned.everything) \(text)")
  }

  @Test(arguments: Family.allCases)
  func `a snapshot is exported without a device or a password, and its plan against the recorder is empty`(
    _ family: Family
  ) async throws {
    let bench = CommandBench(environment: ["ADMIN": Example.password])
    let recorder = SimulatedRecorder(try Self.seed(family, .populated), clock: bench.clock)
    bench.network.plugIn(recorder)
    let taken = await bench.run("snapshot http://10.20.30.10 --password-env ADMIN -o r.nvrsnap")
    #expect(taken.status == .done, "\(taken.everything)")
    recorder.clearLog()
    var later = bench
    later.environment = [:]
    let exported = await later.run("export --snapshot r.nvrsnap -o nvr.yaml")
    #expect(exported.status == .done, "\(exported.everything)")
    #expect(exported.errors.contains("No device contacted."))
    #expect(recorder.log.entries.isEmpty)
    let text = Self.text(bench, "nvr.yaml")
    #expect(text.hasPrefix("# Exported from the snapshot r.nvrsnap of 2026-02-02 02:40 UTC: "), "\(text)")
    #expect(text.contains("env: NVR_4821_ADMIN\n"))
    later.environment = ["NVR_4821_ADMIN": Example.password]
    let planned = await later.run("plan nvr.yaml")
    #expect(planned.status == .done, "\(planned.everything) \(text)")
    let again = await later.run("export --snapshot r.nvrsnap --only cameras")
    #expect(again.lastLine == "# Next:  nvrctl export --snapshot r.nvrsnap -o FILE")
  }

  @Test func `a damaged snapshot is named, and what is left of the others is written`() async throws {
    let bench = CommandBench(environment: ["ADMIN": Example.password])
    bench.network.plugIn(SimulatedRecorder(try Self.seed(.b, .fresh), clock: bench.clock))
    _ = await bench.run("snapshot http://10.20.30.10 --password-env ADMIN -o r.nvrsnap")
    try bench.files.write(Array("{}".utf8), to: "bad.nvrsnap")
    let exported = await bench.run("export --snapshot r.nvrsnap --snapshot bad.nvrsnap -o nvr.yaml")
    #expect(exported.status == .refused)
    #expect(exported.errors.contains("NVR0921"))
    let head = "# Not in this file, because it could not be read:\n#   bad.nvrsnap: "
    #expect(Self.text(bench, "nvr.yaml").hasPrefix(head))
  }

  @Test func `of several recorders the others are written where one is dead, and it is named in the file`()
    async throws
  {
    let bench = CommandBench(environment: ["ADMIN": Example.password])
    for (host, serial) in [("10.20.30.10", "0123454821"), ("10.20.30.11", "0123454822")] {
      bench.network.plugIn(SimulatedRecorder(try Self.seed(.b, .fresh, at: host, serial: serial), clock: bench.clock))
    }
    let line = "export 10.20.30.10 10.20.30.77 10.20.30.11 --password-env ADMIN -o fleet.yaml"
    let exported = await bench.run(line)
    #expect(exported.status == .failed, "\(exported.everything)")
    #expect(exported.errors.contains("10.20.30.77"))
    let text = Self.text(bench, "fleet.yaml")
    #expect(text.hasPrefix("# Not in this file, because it could not be read:\n#   10.20.30.77: "), "\(text)")
    #expect(text.contains("name: nvr-4821\n") && text.contains("name: nvr-4822\n"))
    #expect(await bench.run("plan fleet.yaml").status == .done)
    let none = await bench.run("export 10.20.30.77 --password-env ADMIN -o none.yaml")
    #expect(none.status == .failed)
    #expect(bench.files.kind(of: "none.yaml") == nil)
  }

  @Test func `an inactive recorder has nothing to export`() async throws {
    let bench = CommandBench(environment: ["ADMIN": Example.password])
    var seed = try Self.seed(.b, .fresh)
    seed.password = nil
    bench.network.plugIn(SimulatedRecorder(seed, clock: bench.clock))
    let exported = await bench.run("export 10.20.30.10 --password-env ADMIN")
    #expect(exported.status == .failed)
    #expect(exported.errors.contains("is inactive: it has no administrator"))
    #expect(exported.output.isEmpty)
  }

  @Test(arguments: [
    "export", "export 10.20.30.10", "export 10.20..x! --password-env A",
    "export 10.20.30.10 --password-env A --only zone",
    "export 10.20.30.10 10.20.30.11 --password-env A --name nvr", "export 10.20.30.10 --password-env A --name Nvr",
    "export 10.20.30.10 --password-env A --username a/b",
  ])
  func `a mistake on the command line is told as one`(_ line: String) async {
    let transcript = await CommandBench(environment: ["A": Example.password]).run(line)
    #expect(transcript.status == .usage, "\(transcript.everything)")
  }

  @Test func `a wrong password is tried once, and a missing one never`() async throws {
    let bench = CommandBench(environment: ["ADMIN": "Wrong-password-9"])
    let recorder = SimulatedRecorder(try Self.seed(.a, .fresh), clock: bench.clock)
    bench.network.plugIn(recorder)
    let wrong = await bench.run("export 10.20.30.10 --password-env ADMIN")
    #expect(wrong.status == .failed)
    #expect(wrong.errors.contains("refuses the password"))
    let missing = await bench.run("export 10.20.30.10 --password-env NOBODY")
    #expect(missing.status == .failed)
    #expect(missing.errors.contains("NOBODY"))
  }

  private static func text(_ bench: CommandBench, _ path: String) -> String {
    String(decoding: (try? bench.files.read(path, limit: 1 << 20)) ?? [], as: UTF8.self)
  }

  private static func seed(
    _ family: Family, _ life: Life, at host: String = "10.20.30.10", serial: String = "0123454821"
  ) throws -> RecorderSeed {
    let model = try #require(RecorderModel(family == .a ? "DS-7608NI-K2/8P" : "DS-7716NXI-I4/S"))
    let profile = RecorderProfile(model: model, family: family, shortSerial: serial)
    let address = InterfaceAddress(host, gateway: "10.20.30.1")
    let password = Secret(Example.password)
    let cameras = [21, 22].map { host in
      SimulatedCamera(
        at: "10.20.30.\(host)", password: "Camera-pier-9", serial: "DS-2CD2386G2-IU20230101AAWR0000007\(host)")
    }
    if life == .used { return .used(profile, at: address, password: password, cameras: cameras) }
    var seed = RecorderSeed(profile)
    seed.password = password
    seed.address = address
    switch life {
    case .fresh, .used: break
    case .populated:
      seed.users = [
        SeedUser("guard", level: "Viewer", password: Secret("Gu4rd-the-door")),
        SeedUser("installer", level: "Operator", password: Secret("Inst4ller!")),
      ]
      seed.channels = [
        SeedChannel(1, name: "Einfahrt: Süd #1", address: "10.20.30.21", password: Secret("Camera-pier-9")),
        SeedChannel(4, name: "null", address: "10.20.30.22", password: Secret("Camera-pier-9")),
      ]
      seed.cameras = cameras
      seed.cameras[1].isReachable = false
    case .sockets:
      seed.cameras =
        cameras + [SimulatedCamera.plugged(into: 2, serial: "DS-2CD2386G2-IU20230101AAWR000000723", password: "x")]
    }
    return seed
  }
}
