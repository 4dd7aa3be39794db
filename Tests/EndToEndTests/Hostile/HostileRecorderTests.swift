import Commands
import FoundationEssentials
import Host
import ISAPI
import Planner
import Simulator
import TestSupport
import Testing
import XML

/// A recorder that says evil things in every field, met by every command.
@Suite struct HostileRecorderTests {
  private static let payloads = HostileText.all.filter { $0.isXML && $0.isOneLine }

  private func bench(_ hostile: HostileText) throws -> (bench: CommandBench, recorder: SimulatedRecorder) {
    var example = Example.minimal
    let name = String(hostile.text.prefix(200))
    example.seeds[0].profile.firmware = "V4.30.085 \(name)"
    example.seeds[0].profile.firmwareReleased = name
    example.seeds[0].edits = [
      DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", name),
      DocumentEdit("/ISAPI/System/time", "timeZone", name),
      DocumentEdit("/ISAPI/System/time/ntpServers/1", "hostName", name),
    ]
    example.seeds[0].users = [SeedUser(name, level: "Viewer", password: Secret("Guest-of-2-years"))]
    example.seeds[0].channels = [SeedChannel(3, name: name, address: "10.20.30.77", password: Secret("Forgotten-1"))]
    let (bench, recorders) = try example.bench()
    return (bench, try #require(recorders.first))
  }

  private func expectInert(_ transcript: CommandBench.Transcript, isVerbose: Bool = false) {
    Inertness.expect(transcript.output)
    Inertness.expect(transcript.errors, width: nil)
  }

  @Test(arguments: payloads.tried(sample: 5)) func `every command stands it`(_ hostile: HostileText) async throws {
    let (bench, recorder) = try bench(hostile)
    let plan = await bench.run("plan Examples/minimal --verbose -o a.nvrplan --out text=-,json=plan.json")
    #expect(plan.status == .changesPending, "\(plan.everything)")
    expectInert(plan)
    for file in ["a.nvrplan", "plan.json"] {
      let text = String(decoding: try bench.files.read(file, limit: 1 << 22), as: UTF8.self)
      Inertness.expect(text, width: nil)
    }
    expectInert(await bench.run("discover"))
    let documents = await bench.run("discover --format json")
    Inertness.expect(documents.output, width: nil)
    let apply = await bench.run("apply a.nvrplan --yes --verbose")
    #expect(apply.status == .done, "\(apply.everything)")
    expectInert(apply)
    expectInert(await bench.run("plan Examples/minimal"))
    let name = String(hostile.text.prefix(200))
    recorder.edit(DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", name))
    let drift = await bench.run("drift Examples/minimal --verbose --out text=-,json=drift.json")
    #expect(drift.status == .changesPending, "\(drift.everything)")
    expectInert(drift)
    Inertness.expect(String(decoding: try bench.files.read("drift.json", limit: 1 << 22), as: UTF8.self), width: nil)
  }

  @Test(arguments: HostileText.all.tried(sample: 6)) func `a refusal in evil words stays a refusal`(
    _ hostile: HostileText
  ) async throws {
    let (bench, recorders) = try Example.minimal.bench()
    let recorder = try #require(recorders.first)
    recorder.inject(
      Fault(.refusal(status: 403, code: 4, subStatus: hostile.text), on: .get, "/ISAPI/System/time", times: nil))
    let plan = await bench.run("plan Examples/minimal --verbose")
    #expect(plan.status != .done, "\(plan.everything)")
    expectInert(plan)
    recorder.clearFaults()
    recorder.inject(
      Fault(.refusal(status: 403, code: 4, subStatus: hostile.text), on: .put, "*", times: nil))
    let apply = await bench.run("apply Examples/minimal --yes --verbose")
    #expect(apply.status != .done)
    expectInert(apply)
  }

  @Test(arguments: HostileText.all.tried(sample: 6)) func `manifests in evil words`(_ hostile: HostileText)
    async throws
  {
    let quoted = String(decoding: try JSONEncoder().encode(hostile.text), as: UTF8.self)
    let manifest = """
      apiVersion: nvrctl/v1
      kind: Recorder
      metadata: {name: \(quoted), site: \(quoted)}
      spec:
        identity: {serial: \(quoted)}
        connect: {addresses: [\(quoted)]}
        admin: {password: {env: \(quoted)}}
        deviceName: \(quoted)
        \(quoted): 1
      """
    let bench = CommandBench(files: InMemoryFileSystem(["m/a.yaml": manifest]))
    for line in ["validate m", "validate m --format json", "render m --explain", "plan m", "explain NVR0107"] {
      let transcript = await bench.run(line)
      Inertness.expect(transcript.output, width: line.hasSuffix("json") ? nil : 80)
      Inertness.expect(transcript.errors, width: nil)
    }
    for words in [["explain", hostile.text], ["plan", hostile.text], ["apply", hostile.text], [hostile.text]] {
      let transcript = await bench.run(words: words)
      Inertness.expect(transcript.everything, width: nil)
    }
  }
}
