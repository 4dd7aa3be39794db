import FoundationEssentials
import Host
import ISAPI
import Planner
import Simulator
import Testing
import TestSupport
import XML

@Suite struct `snapshots and rehearsals` {
  @Test(arguments: RehearsalCase.all)
  func `a rehearsal sends what the later apply sends, and ends as declared`(_ one: RehearsalCase) async throws {
    let (bench, recorder) = try await one.prepared()
    let mark = recorder.log.entries.count
    let rehearsal = await bench.run("rehearse r.nvrplan --snapshot r.nvrsnap --format json")
    #expect(rehearsal.status == .done, "\(rehearsal.everything)")
    #expect(recorder.log.entries.count == mark, "the recorder itself was asked")
    let report = try JSONDecoder().decode(Report.self, from: Data(rehearsal.output.utf8))
    #expect(report.unmet == [])

    let apply = await bench.run("apply r.nvrplan \(one.consent)")
    #expect(apply.status == .done, "\(apply.everything)")
    let sent = recorder.log.since(mark).entries.map { "\($0.method.rawValue) \($0.endpoint.path)" }
    #expect(report.requests == sent)
    #expect(report.writes == recorder.log.since(mark).writes)
  }

  @Test(arguments: RehearsalCase.all)
  func `every fault of a sample is survived, and the same sample is tried again`(_ one: RehearsalCase) async throws {
    let (bench, _) = try await one.prepared()
    let count = TestExtent.isFull ? "all" : "6"
    let line = "rehearse r.nvrplan --snapshot r.nvrsnap --faults \(count) --seed-random 7 --format json"
    let first = await bench.run(line)
    #expect(first.status == .done, "\(first.everything)")
    let report = try JSONDecoder().decode(Report.self, from: Data(first.output.utf8))
    let faults = try #require(report.faults)
    #expect(faults.survived == faults.tried)
    if one.reset == nil, !one.isInactive { #expect(await bench.run(line).output == first.output) }
  }

  @Test(arguments: Example.all)
  func `a twin of a simulated recorder gives the same snapshot, byte for byte`(_ example: Example) async throws {
    let (bench, recorders) = try example.bench()
    for (recorder, seed) in zip(recorders, example.seeds) {
      let address = "http://\(recorder.binding.address)"
      let environment = ["NVR_PASSWORD": seed.password?.reveal() ?? ""]
      var asking = bench
      asking.environment = environment
      let line = "snapshot \(address) --password-env NVR_PASSWORD -o one.nvrsnap"
      #expect(await asking.run(line).status == .done)
      let bytes = try bench.files.read("one.nvrsnap", limit: 1 << 20)
      let snapshot = try SnapshotFile.snapshot(in: bytes)

      let twinBench = CommandBench(environment: environment)
      let twin = SimulatedRecorder(.twin(of: snapshot, password: seed.password), clock: twinBench.clock)
      twinBench.network.plugIn(twin)
      let again = await twinBench.run(line)
      #expect(again.status == .done, "\(again.everything)")
      #expect(twin.log.writes == 0 && twin.log.logins == 1)
      let copy = try twinBench.files.read("one.nvrsnap", limit: 1 << 20)
      #expect(String(decoding: copy, as: UTF8.self) == String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func `a fleet is kept in a folder, and a recorder that is gone costs nobody else a file`() async throws {
    let (bench, recorders) = try Example.twoSites.bench()
    let both = await bench.run("snapshot Examples/two-sites -o kept")
    #expect(both.status == .done, "\(both.everything)")
    #expect(try bench.files.names(in: "kept") == ["harbour-harbour-1.nvrsnap", "hilltop-hilltop-1.nvrsnap"])
    bench.network.unplug(recorders[0])
    let one = await bench.run("snapshot Examples/two-sites -o rest/")
    #expect(one.status == .failed)
    #expect(try bench.files.names(in: "rest") == ["hilltop-hilltop-1.nvrsnap"])
    #expect(one.lastLine.hasPrefix("Next:  nvrctl simulate --seed rest/hilltop-hilltop-1.nvrsnap"))
    let file = await bench.run("snapshot Examples/two-sites -o rest/hilltop-hilltop-1.nvrsnap")
    #expect(file.status == .usage)
    #expect(recorders.allSatisfy { $0.log.writes == 0 })
  }

  @Test func `a plan for another recorder, or for one that has moved on, is refused with the fact named`() async throws
  {
    let (bench, recorder) = try await RehearsalCase.inPlace.prepared()
    recorder.edit(DocumentEdit("/ISAPI/System/Network/UPnP", "name", "moved"))
    #expect(await bench.run("snapshot Examples/riverside -o late.nvrsnap").status == .done)
    let late = await bench.run("rehearse r.nvrplan --snapshot late.nvrsnap")
    #expect(late.status == .refused)
    #expect(late.errors.contains("/ISAPI/System/Network/UPnP name"), "\(late.errors)")

    let (other, _) = try await RehearsalCase.minimal.prepared()
    let bytes = try other.files.read("r.nvrsnap", limit: 1 << 20)
    try bench.files.write(bytes, to: "other.nvrsnap")
    let refused = await bench.run("rehearse r.nvrplan --snapshot other.nvrsnap")
    #expect(refused.status == .refused)
    #expect(refused.errors.contains("0123454821"), "\(refused.errors)")
  }

  @Test func `what the run asks for and no snapshot has is told`() async throws {
    let (bench, _) = try await RehearsalCase(example: .riverside, isInactive: true).prepared()
    var snapshot = try SnapshotFile.snapshot(in: bench.files.read("r.nvrsnap", limit: 1 << 20))
    snapshot.answers["/ISAPI/System/Network/UPnP"] = nil
    try bench.files.write(SnapshotFile.bytes(of: snapshot), to: "r.nvrsnap")
    let rehearsal = await bench.run("rehearse r.nvrplan --snapshot r.nvrsnap")
    let row = "  unrecorded  not in the snapshot, so missing on the twin:\n              /ISAPI/System/Network/UPnP\n"
    #expect(rehearsal.output.contains(row), "\(rehearsal.everything)")
  }

  @Test func `a damaged snapshot is refused with a code`() async throws {
    let (bench, _) = try await RehearsalCase.minimal.prepared()
    let bytes = try bench.files.read("r.nvrsnap", limit: 1 << 20)
    for position in stride(from: 0, to: bytes.count, by: bytes.count / 16) {
      var damaged = bytes
      damaged[position] ^= 1
      try bench.files.write(damaged, to: "bad.nvrsnap")
      let transcript = await bench.run("rehearse r.nvrplan --snapshot bad.nvrsnap")
      #expect(transcript.status == .refused, "byte \(position)")
      #expect(transcript.errors.contains("NVR092"), "byte \(position): \(transcript.errors)")
    }
  }

  @Test func `a rehearsal and a snapshot read well`() async throws {
    let (bench, _) = try await RehearsalCase.inPlace.prepared()
    let snapshot = await bench.run("snapshot Examples/riverside -o r2.nvrsnap")
    try GoldenFile.expect(snapshot.output, equals: "snapshot.txt")
    let words = ["rehearse", "r.nvrplan", "--snapshot", "r.nvrsnap", "--faults", "10"]
    let rehearsal = await bench.run(words: words, dialer: NoNetwork())
    let text = rehearsal.output.replacing(/plan [0-9a-f]{4}-[0-9a-f]{4}/, with: "plan c210-4be7")
    try GoldenFile.expect(text, equals: "rehearsal.txt")
    #expect(!rehearsal.output.split(separator: "\n").contains { $0.count > 80 })
  }
}

/// A network that must not be used.
private struct NoNetwork: DeviceDialer {
  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    Issue.record("a rehearsal went to \(address)")
    throw TransportError(.unreachable, address: address, detail: "there is no network")
  }
}

/// What is looked at of the JSON report.
private struct Report: Decodable {
  struct Faults: Decodable {
    var tried: Int
    var survived: Int
  }

  var requests: [String]
  var writes: Int
  var unmet: [String]
  var faults: Faults?
}

/// A recorder with a snapshot and a plan of it.
struct RehearsalCase: Sendable, CustomTestStringConvertible {
  var example: Example
  var reset: String?
  /// Whether the recorder was reset by hand, after the snapshot was taken.
  var isInactive = false
  /// Where the recorder is to go, nil where it stays.
  var newHost: String?

  /// A recorder with something on it that a basic reset takes away, by which it is proved.
  private static var used: Example {
    var example = Example.riverside
    example.seeds[0].edits = [DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "used before")]
    return example
  }

  static let inPlace = RehearsalCase(example: .riverside)
  static let minimal = RehearsalCase(example: .minimal)
  static let all = [
    minimal, inPlace, RehearsalCase(example: .hardening), RehearsalCase(example: .riverside, reset: "full"),
    RehearsalCase(example: used, reset: "basic"), RehearsalCase(example: .riverside, isInactive: true),
    RehearsalCase(example: .riverside, newHost: "10.20.30.40"),
  ]

  var testDescription: String {
    let mode = isInactive ? "inactive" : reset ?? "in place"
    return "\(example.folder) \(mode)\(newHost.map { " to \($0)" } ?? "")"
  }

  /// How the plan is agreed to.
  var consent: String {
    reset == nil ? "--yes" : "--confirm-reset \(example.serials[0]) --accept-footage-loss"
  }

  func prepared() async throws -> (CommandBench, SimulatedRecorder) {
    var (bench, recorders) = try example.bench()
    let snapshot = await bench.run("snapshot \(example.folder) -o r.nvrsnap")
    #expect(snapshot.status == .done, "\(snapshot.everything)")
    if isInactive {
      bench.network.unplug(recorders[0])
      var seed = example.seeds[0]
      seed.password = nil
      recorders = [SimulatedRecorder(seed, clock: bench.clock)]
      bench.network.plugIn(recorders[0])
    }
    if let newHost {
      let file = "Examples/riverside/nvr-1.yaml"
      let text = String(decoding: try bench.files.read(file, limit: 1 << 20), as: UTF8.self)
      let moved = text.replacing("address: 10.20.30.10/24", with: "address: \(newHost)/24")
        .replacing("addresses: [10.20.30.10,", with: "addresses: [10.20.30.10, \(newHost),")
      try bench.files.write(Array(moved.utf8), to: file)
    }
    let plan = await bench.run("plan \(example.folder) -o r.nvrplan" + (reset.map { " --reset \($0)" } ?? ""))
    #expect(plan.status == .changesPending, "\(plan.everything)")
    return (bench, recorders[0])
  }
}
