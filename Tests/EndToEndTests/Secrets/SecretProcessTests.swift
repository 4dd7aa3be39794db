import Commands
import FoundationEssentials
import Glibc
import Host
import ISAPI
import Machine
import Simulator
import TestSupport
import Testing

/// The program as a process: its files, its children, its memory and its end.
@Suite struct SecretProcessTests {
  private static let canary = Canary(name: "process", value: "Heron-pass9!;:,", twin: "")
  private static let serial = "0123454821"

  /// A recorder on a socket of this machine, and a manifest whose program notes what it is given.
  private func withRecorder(
    _ body: (_ folder: String, _ manifest: String, _ recorder: SimulatedRecorder) async throws -> Void
  ) async throws {
    let model = try #require(RecorderModel("DS-7608NI-K2/8P"))
    var seed = RecorderSeed(RecorderProfile(model: model, family: .a, shortSerial: Self.serial))
    seed.password = Secret(Self.canary.value)
    let recorder = SimulatedRecorder(seed, clock: SystemWallClock())
    try await TemporaryFolder.with { folder in
      try await withHTTPFront(recorder, scheme: .http, placement: .fixed("127.0.0.1")) { front in
        let manifest = """
          apiVersion: nvrctl/v1
          kind: Recorder
          metadata: {name: pier}
          spec:
            identity: {serial: "\(Self.serial)"}
            connect: {addresses: ["http://127.0.0.1:\(try await front.address.port)"]}
            admin: {password: {env: NVR}}
            deviceName: pier
            users:
              - name: guest
                role: viewer
                password: {exec: [sh, -c, "{ env; tr '\\\\0' ' ' < /proc/$PPID/cmdline; } > \(folder)/child; echo Lantern-5-only"]}

          """
        try Data(manifest.utf8).write(to: URL(filePath: folder + "/pier.yaml"))
        try await body(folder, folder + "/pier.yaml", recorder)
      }
    }
  }

  private func start(_ words: [String], in folder: String) throws -> ToolChild {
    let environment = [
      "NVR": Self.canary.value, "HOME": folder, "PATH": "/usr/bin:/bin", "NVRCTL_STATE_DIR": folder + "/state",
    ]
    return try ToolChild(
      words, environment: environment, saying: folder + "/said",
      through: ["/bin/sh", "-c", "umask 000; cd \"$HOME\"; exec \"$0\" \"$@\""])
  }

  private func text(_ path: String) -> String {
    (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  @Test func `every file is for its owner alone, whatever the umask, and none holds a secret`() async throws {
    try await withRecorder { folder, manifest, _ in
      let plan = try start(
        ["plan", manifest, "-o", "\(folder)/plans/new/a.nvrplan", "--out", "json=\(folder)/a.json", "--allow-exec"],
        in: folder)
      #expect(await plan.end() == .exit(2), "\(text(folder + "/said"))")
      let apply = try start(["apply", "\(folder)/plans/new/a.nvrplan", "--yes", "-v", "--allow-exec"], in: folder)
      #expect(await apply.end() == .exit(0), "\(text(folder + "/said"))")
      // What the test itself made, and what the program of the manifest wrote.
      let others = ["pier.yaml", "child", "said"]
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where !others.contains(name) {
        var facts = stat()
        try #require(stat("\(folder)/\(name)", &facts) == 0)
        let isFolder = facts.st_mode & S_IFMT == S_IFDIR
        #expect(facts.st_mode & 0o777 == (isFolder ? 0o700 : 0o600), "\(name)")
        if !isFolder { #expect(Self.canary.traces(in: text("\(folder)/\(name)")) == [], "\(name)") }
      }
      #expect(Self.canary.traces(in: text(folder + "/said")) == [])
    }
  }

  @Test func `a program that gives one secret sees no other`() async throws {
    try await withRecorder { folder, manifest, _ in
      let plan = try start(["plan", manifest, "--allow-exec"], in: folder)
      #expect(await plan.end() == .exit(2), "\(text(folder + "/said"))")
      let seen = text(folder + "/child")
      #expect(seen.contains("PATH=") && seen.contains("nvrctl plan"), "\(seen)")
      #expect(Self.canary.traces(in: seen) == [])
    }
  }

  @Test func `a crash leaves neither a core nor a report with a secret in it`() async throws {
    try await withRecorder { folder, manifest, recorder in
      recorder.inject(Fault(.silence, on: .get, "/ISAPI/System/capabilities", times: nil))
      var requests = recorder.events.makeAsyncIterator()
      let child = try start(["plan", manifest, "--allow-exec", "-v"], in: folder)
      while let event = await requests.next() {
        if case .request(let entry) = event, entry.endpoint.path == "/ISAPI/System/capabilities" { break }
      }
      let limits = text("/proc/\(child.id)/limits").split(separator: "\n").first { $0.hasPrefix("Max core file size") }
      #expect(limits?.split(separator: " ").suffix(3).elementsEqual(["0", "0", "bytes"]) == true, "\(limits ?? "")")
      #expect(Self.canary.traces(in: text("/proc/\(child.id)/cmdline")) == [])
      // Whoever is not root may no longer look: the system gives such a process to root.
      if getuid() != 0 {
        var facts = stat()
        try #require(stat("/proc/\(child.id)/environ", &facts) == 0)
        #expect(facts.st_uid == 0)
      }
      child.signal(SIGSEGV)
      #expect(await child.end() == .signal(SIGSEGV))
      #expect(Self.canary.traces(in: text(folder + "/said")) == [])
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(!names.contains { $0.hasPrefix("core") })
    }
  }
}
