import Commands
import FoundationEssentials
import Host
import ISAPI
import Planner
import Simulator
import TestSupport

/// A recorder and a manifest with a secret of each kind, and everything that commands say and leave behind.
struct CanaryStage {
  static let serial = "0123454821"
  private let kind: CanaryKind
  private let source: CanarySource
  private let folder: String
  private let values: [CanaryKind: String]
  private let record = TrafficRecord()
  private var bench: CommandBench
  /// What was said and left behind, by where.
  private(set) var texts: [String: String] = [:]

  /// What nvrctl sent.
  var requests: [Request] { record.requests }

  /// The recorder in use, over plain HTTP, with the previous password; programs are run on files of a folder.
  init(
    _ value: String, as kind: CanaryKind, from source: CanarySource, in folder: String,
    encryption: RecorderBehavior.FieldEncryption? = RecorderBehavior.FieldEncryption()
  ) throws {
    self.kind = kind
    self.source = source
    self.folder = folder
    var values: [CanaryKind: String] = [
      .adminPassword: "Harbor-7-lights", .previousPassword: "Old-harbor-7", .userPassword: "Lantern-5-only",
      .cameraPassword: "Camera-pier-9",
    ]
    values[kind] = value
    self.values = values
    try Data(value.utf8).write(to: URL(filePath: folder + "/value"))
    bench = CommandBench(files: InMemoryFileSystem(["kept/value": value]))
    bench.files = InMemoryFileSystem(["pier.yaml": Self.manifest { reference(to: $0) }, "kept/value": value])
    bench.environment = ["PATH": "/usr/bin:/bin"]
    for kind in CanaryKind.allCases where kind != self.kind || source == .environment {
      bench.environment[kind.rawValue] = values[kind]
    }
    bench.network.plugIn(SimulatedRecorder(try seed(encryption), clock: bench.clock))
  }

  /// Runs a command and keeps what it says; `dialer` stands between nvrctl and the network.
  @discardableResult
  mutating func run(_ line: String, through wrap: (any DeviceDialer) -> any DeviceDialer = { $0 }) async -> ExitStatus {
    let dialer = RecordingDialer(wrap(bench.network), into: record)
    let words = line.split(separator: " ").map(String.init)
    let transcript = await bench.run(words: words, dialer: dialer)
    texts["\(texts.count) \(line): output"] = transcript.output
    texts["\(texts.count) \(line): errors"] = transcript.errors
      // How long an answer took, and which of two reads side by side came first, is the machine's own.
      .replacing(#/ \d+ ms /#, with: " ").split(separator: "\n").sorted().joined(separator: "\n")
    texts["\(texts.count) \(line): status"] = "\(transcript.status)"
    return transcript.status
  }

  /// The runs that the state folder knows.
  var runs: [String] { (try? bench.state.list("runs")) ?? [] }

  /// Keeps every file below the state folder, and files that commands wrote.
  mutating func keepFiles(_ written: [String]) throws {
    for path in written where bench.files.kind(of: path) == .file {
      texts[path] = String(decoding: try bench.files.read(path, limit: 1 << 24), as: UTF8.self)
    }
    try keepState("")
  }

  private mutating func keepState(_ path: String) throws {
    if let bytes = try bench.state.read(path) {
      // The key of an export is another each time, and the export with it.
      let isRandom = path.hasPrefix("backups/") && !path.contains("/documents/")
      texts[isRandom ? "random \(path)" : "state \(path)"] = String(decoding: bytes, as: UTF8.self)
      return
    }
    for name in try bench.state.list(path) { try keepState(path.isEmpty ? name : "\(path)/\(name)") }
  }

  private func reference(to kind: CanaryKind) -> String {
    guard kind == self.kind else { return "{env: \(kind.rawValue)}" }
    return switch source {
    case .environment: "{env: \(kind.rawValue)}"
    case .file: "{file: kept/value}"
    case .program: "{exec: [cat, \"\(folder)/value\"]}"
    }
  }

  private func seed(_ encryption: RecorderBehavior.FieldEncryption?) throws -> RecorderSeed {
    guard let model = RecorderModel("DS-7608NI-K2/8P") else { throw CocoaError(.fileNoSuchFile) }
    var seed = RecorderSeed(RecorderProfile(model: model, family: .a, shortSerial: Self.serial))
    seed.password = values[.previousPassword].map { Secret($0) }
    seed.address = InterfaceAddress("10.20.30.10", gateway: "10.20.30.1")
    seed.behavior.fieldEncryption = encryption
    seed.cameras = [
      SimulatedCamera(
        at: "10.20.30.21", password: values[.cameraPassword] ?? "",
        serial: "DS-2CD2386G2-IU20230101AAWR00000007701")
    ]
    return seed
  }

  private static func manifest(_ reference: (CanaryKind) -> String) -> String {
    """
    apiVersion: nvrctl/v1
    kind: Recorder
    metadata: {name: pier}
    spec:
      identity: {serial: "\(serial)"}
      connect: {addresses: ["http://10.20.30.10", "http://192.168.1.64"], secondWayIn: none}
      admin: {password: \(reference(.adminPassword)), previousPassword: \(reference(.previousPassword))}
      network: {address: 10.20.30.10/24, gateway: 10.20.30.1}
      deviceName: pier
      users:
        - {name: guest, role: viewer, password: \(reference(.userPassword))}
      cameras:
        - {channel: 1, name: gate, protocol: onvif, address: 10.20.30.21, port: 80, password: \(reference(.cameraPassword))}

    """
  }
}
