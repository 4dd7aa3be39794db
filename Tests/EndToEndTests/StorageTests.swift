import Host
import ISAPI
import Planner
import Simulator
import Testing
import XML

/// Disks are looked at by plans and exports, and nothing is done to them.
@Suite struct StorageTests {
  private static let manifest = """
    apiVersion: nvrctl/v1
    kind: Recorder
    metadata: {name: nvr}
    spec:
      identity: {serial: "0123454821"}
      connect: {addresses: [10.20.30.10], secondWayIn: none}
      admin: {password: {env: ADMIN}}
      services: {hikConnect: {enabled: false}}
    """

  @Test(arguments: Family.allCases)
  func `a plan tells of a disk that is not right, and no request goes near it`(_ family: Family) async throws {
    let (bench, recorder) = try Self.bench(family) { seed in
      seed.documents["/ISAPI/ContentMgmt/Storage"] = Self.storage(status: "unformatted")
      seed.edits = [
        DocumentEdit("/ISAPI/System/Network/EZVIZ", "enabled", "true"),
        DocumentEdit("/ISAPI/System/Network/EZVIZ", "verificationCode", "ABCDEF"),
        DocumentEdit("/ISAPI/System/time", "timeMode", "platform"),
      ]
    }
    let planned = await bench.run("plan nvr.yaml")
    #expect(planned.output.contains("disk hdd1, 4.0 TB: not formatted, so nothing is recorded on it"))
    #expect(planned.output.contains("the clock is set by Hik-Connect"), "\(planned.output)")
    let json = await bench.run("plan nvr.yaml --out json=-")
    #expect(json.output.contains("\"status\" : \"unformatted\""), "\(json.output)")
    let applied = await bench.run("apply nvr.yaml --yes")
    #expect(applied.status == .done, "\(applied.everything)")
    let again = await bench.run("plan nvr.yaml")
    #expect(again.status == .done)
    #expect(again.output.contains("disk hdd1, 4.0 TB: not formatted"))
    let exported = await bench.run("export 10.20.30.10 --password-env ADMIN")
    #expect(exported.output.contains("#   hdd1: 4.0 TB, not formatted, records\n"), "\(exported.output)")
    #expect(recorder.log.entries.allSatisfy { !$0.endpoint.target.contains("format") })
  }

  @Test func `a recorder that does not tell of its disks is planned for all the same`() async throws {
    let (bench, _) = try Self.bench(.b) { $0.behavior.notSupported = ["/ISAPI/ContentMgmt/Storage"] }
    let planned = await bench.run("plan nvr.yaml")
    #expect(planned.status == .done, "\(planned.everything)")
    #expect(!planned.output.contains("disk"))
  }

  private static func storage(status: String) -> XMLElement {
    XMLElement("storage", attributes: [XMLAttribute("version", "2.0")]) {
      XMLElement("hddList") {
        XMLElement("hdd") {
          XMLElement("id", text: "1")
          XMLElement("hddName", text: "hdd1")
          XMLElement("status", text: status)
          XMLElement("capacity", text: "3815447")
          XMLElement("freeSpace", text: "0")
          XMLElement("property", text: "RW")
        }
      }
    }
  }

  private static func bench(
    _ family: Family, _ edit: (inout RecorderSeed) -> Void
  ) throws -> (CommandBench, SimulatedRecorder) {
    let bench = CommandBench(
      files: InMemoryFileSystem(["nvr.yaml": manifest]), environment: ["ADMIN": Example.password])
    let model = try #require(RecorderModel(family == .a ? "DS-7608NI-K2/8P" : "DS-7716NXI-I4/S"))
    var seed = RecorderSeed(RecorderProfile(model: model, family: family, shortSerial: "0123454821"))
    seed.password = Secret(Example.password)
    seed.address = InterfaceAddress("10.20.30.10", gateway: "10.20.30.1")
    edit(&seed)
    let recorder = SimulatedRecorder(seed, clock: bench.clock)
    bench.network.plugIn(recorder)
    return (bench, recorder)
  }
}
