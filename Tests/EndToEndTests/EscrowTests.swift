import Commands
import Host
import ISAPI
import Planner
import Simulator
import Synchronization
import Testing

/// A password that its store would not give back is not given to a recorder (product.md A, rotation).
@Suite struct EscrowTests {
  private func bench(_ passwords: [String]) throws -> (bench: CommandBench, recorder: SimulatedRecorder) {
    let manifest = """
      apiVersion: nvrctl/v1
      kind: Recorder
      metadata: {name: gate}
      spec:
        identity: {serial: "0123454820"}
        connect: {addresses: ["http://192.168.1.64"]}
        admin: {password: {file: secret.txt}}
        deviceName: gate
      """
    let files = ChangingFiles(
      base: InMemoryFileSystem(["site/gate.yaml": manifest, "site/secret.txt": ""]), file: "secret.txt",
      contents: passwords)
    let bench = CommandBench(files: files)
    let model = try #require(RecorderModel("DS-7608NI-K2/8P"))
    var seed = RecorderSeed.factoryFresh(RecorderProfile(model: model, family: .a, shortSerial: "0123454820"))
    seed.address = InterfaceAddress("192.168.1.64", gateway: "192.168.1.1")
    let recorder = SimulatedRecorder(seed, clock: bench.clock)
    bench.network.plugIn(recorder)
    return (bench, recorder)
  }

  @Test func `a password that reads differently the second time is not set`() async throws {
    let (bench, recorder) = try bench(["Harbor-7-lights", "Harbor-8-lights"])
    let transcript = await bench.run("apply site --yes")
    #expect(transcript.status == .refused, "\(transcript.everything)")
    #expect(transcript.everything.contains("has another value when it"))
    #expect(!transcript.everything.contains("Harbor"))
    #expect(!recorder.isActivated)
  }

  @Test func `a password that reads the same twice is set`() async throws {
    let (bench, recorder) = try bench(["Harbor-7-lights"])
    let transcript = await bench.run("apply site --yes")
    #expect(transcript.status == .done, "\(transcript.everything)")
    #expect(recorder.hasPassword(Secret("Harbor-7-lights"), for: "admin"))
  }
}

/// Files of which one has other contents at each read, over and over.
private final class ChangingFiles: FileSystem {
  private let base: InMemoryFileSystem
  private let file: String
  private let contents: [String]
  private let reads = Mutex(0)

  init(base: InMemoryFileSystem, file: String, contents: [String]) {
    self.base = base
    self.file = file
    self.contents = contents
  }

  func kind(of path: String) -> FileKind? { base.kind(of: path) }
  func truePath(of path: String) -> String { base.truePath(of: path) }
  func names(in folder: String) throws -> [String] { try base.names(in: folder) }
  func write(_ bytes: [UInt8], to path: String, for readers: FileReaders) throws {
    try base.write(bytes, to: path, for: readers)
  }

  func read(_ path: String, limit: Int) throws -> [UInt8] {
    guard path.hasSuffix(file) else { return try base.read(path, limit: limit) }
    let number = reads.withLock { reads in
      reads += 1
      return reads
    }
    return Array(contents[number % contents.count].utf8)
  }
}
