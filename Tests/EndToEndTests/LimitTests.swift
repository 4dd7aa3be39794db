import Commands
import FoundationEssentials
import Host
import ISAPI
import Planner
import Simulator
import Testing

/// Limits refuse by their codes, and are lifted one by one.
@Suite struct LimitTests {
  private static let reset =
    "apply Examples/two-sites --reset full --accept-footage-loss --confirm-reset 0123454824 --confirm-reset 0123454825"

  @Test func `more resets than one need their number typed`() async throws {
    let (bench, recorders) = try Example.twoSites.bench()
    for line in [Self.reset, Self.reset + " --yes"] {
      let refused = await bench.run(line)
      #expect(refused.status == .refused)
      #expect(refused.errors.contains("2 recorders would be reset, and one apply resets 1; nothing was sent"))
      #expect(refused.errors.contains("--allow resets-per-run=2"))
    }
    #expect(recorders.allSatisfy { $0.log.writes == 0 })
    let one = await bench.run(
      "apply Examples/two-sites --reset full --accept-footage-loss --confirm-reset 0123454824 --recorder harbour/harbour-1"
    )
    #expect(one.status == .done, "\(one.everything)")
    #expect(recorders.map(\.log.resets).sorted() == [0, 1])
  }

  @Test func `a plan names the limit that stands against it, and the next command`() async throws {
    let (bench, _) = try Example.twoSites.bench()
    let plan = await bench.run("plan Examples/two-sites --reset full -o a.nvrplan")
    #expect(plan.output.contains("--allow"))
    #expect(plan.output.contains("resets-per-run=2"))
  }

  @Test func `a second way in that is missing is allowed by name, shown and kept`() async throws {
    let manifest = try Example.minimal.bench().bench.files.read("Examples/minimal/recorder.yaml", limit: 1 << 20)
    let text = String(decoding: manifest, as: UTF8.self).replacing("[192.168.1.64]", with: "[10.20.30.10]")
      .replacing("connect:", with: "connect:\n    secondWayIn: none")
    var example = Example.minimal
    example.seeds[0].address = InterfaceAddress("10.20.30.10", gateway: "10.20.30.1")
    example.seeds[0].behavior.defaultAddress = InterfaceAddress("10.20.30.10", gateway: "10.20.30.1")
    var (bench, recorders) = try example.bench()
    bench.files = InMemoryFileSystem(["nvr.yaml": text])
    let refused = await bench.run("plan nvr.yaml --reset full")
    #expect(refused.status == .refused, "\(refused.everything)")
    #expect(refused.output.contains("--allow second-way-in=none"))
    let allowed = await bench.run("plan nvr.yaml --reset full --allow second-way-in=none -o a.nvrplan")
    #expect(allowed.status == .changesPending, "\(allowed.everything)")
    #expect(allowed.output.replacing(/\s+/, with: " ").contains("allowed: second-way-in=none"))
    let apply = await bench.run("apply a.nvrplan --confirm-reset 0123454820 --accept-footage-loss")
    #expect(apply.status == .done, "\(apply.everything)")
    #expect(recorders[0].log.resets == 1)
    let run = try #require(try bench.state.list("runs").first)
    let journal = String(decoding: try bench.state.read("runs/\(run)/journal.jsonl") ?? [], as: UTF8.self)
    #expect(journal.contains("allowed: second-way-in=none"))
    #expect(journal.contains("allowed: footage-loss=accepted"))
  }

  @Test func `a lock that was left behind is explained and taken over by the name of its owner`() async throws {
    let (bench, recorders) = try Example.minimal.bench()
    let gone = ProcessMark(host: bench.state.ownProcess.host, id: 99_999, start: "0")
    let record = LockRecord(owner: "lead@ops", process: gone, run: "7f3c-91aa", since: bench.clock.now)
    try bench.state.write(record.bytes, to: DeviceFolder(serial: "0123454820").lock)
    let refused = await bench.run("apply Examples/minimal --yes")
    #expect(refused.status == .refused)
    let words = refused.output.replacing(/\s+/, with: " ")
    #expect(words.contains("NVR0912: the lock of this recorder was left behind by lead@ops since"))
    #expect(words.contains("nvrctl resume 7f3c-91aa or begin anew with --take-over lead@ops"))
    #expect(recorders[0].log.writes == 0)
    #expect(await bench.run("apply Examples/minimal --yes --take-over somebody").status == .refused)
    #expect(await bench.run("apply Examples/minimal --yes --take-over lead@ops").status == .done)
  }

  @Test(arguments: Limit.allCases)
  func `every limit is explained by its code`(_ limit: Limit) async throws {
    let transcript = await CommandBench().run("explain \(limit.rawValue)")
    #expect(transcript.status == .done)
    #expect(transcript.output.contains("--allow \(limit.rawValue)="))
    #expect(transcript.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
