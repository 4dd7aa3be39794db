import Commands
import Host
import ISAPI
import Planner
import Simulator
import Testing

/// What a person reads, and what the exit status is, when the world is not as the manifests think.
@Suite struct FailureTests {
  private static let plan = "plan Examples/minimal"

  private func bench(_ change: (inout RecorderSeed) -> Void = { _ in }) throws -> (
    bench: CommandBench, recorder: SimulatedRecorder
  ) {
    var example = Example.minimal
    change(&example.seeds[0])
    let (bench, recorders) = try example.bench()
    return (bench, try #require(recorders.first))
  }

  @Test func `another serial at the address is refused, and nothing is written`() async throws {
    let (bench, recorder) = try bench {
      $0.profile.serial = $0.profile.serial.replacing("0123454820", with: "0999999999")
    }
    let transcript = await bench.run("apply Examples/minimal --yes")
    #expect(transcript.status == .refused)
    #expect(transcript.output.contains("another device answers at https://192.168.1.64"))
    #expect(recorder.log.writes == 0)
  }

  @Test func `a wrong password is tried once and then left`() async throws {
    let (bench, recorder) = try bench { $0.password = Secret("Something-else-9") }
    let transcript = await bench.run(Self.plan)
    #expect(transcript.status == .failed)
    #expect(transcript.output.contains("the recorder refuses the password of \"admin\""))
    #expect(recorder.log.refusedLogins == 1)
  }

  @Test func `wrong passwords never use up the tries of people`() async throws {
    let (bench, recorder) = try bench { $0.password = Secret("Something-else-9") }
    for _ in 0..<6 { _ = await bench.run(Self.plan) }
    let transcript = await bench.run(Self.plan)
    #expect(transcript.status == .refused)
    #expect(recorder.log.refusedLogins == 2)
  }

  @Test func `nobody at the address costs its own time and says so`() async throws {
    let (bench, recorder) = try bench()
    bench.network.unplug(recorder)
    let transcript = await bench.run(Self.plan)
    #expect(transcript.status == .failed)
    #expect(transcript.output.contains("https://192.168.1.64 cannot be reached"))
  }

  @Test func `a recorder that was not reached leaves no plan file that says nothing is to do`() async throws {
    let (bench, recorder) = try bench()
    bench.network.unplug(recorder)
    _ = await bench.run("\(Self.plan) -o front.nvrplan")
    #expect(await bench.run("apply front.nvrplan --yes").status == .failed)
  }

  @Test(arguments: [
    Fault.Kind.refusal(status: 403, code: 4, subStatus: "lowPrivilege"),
    .refusal(status: 500, code: 3, subStatus: "deviceError"), .busy, .html, .malformedXML, .truncatedBody,
    .closeConnection, .silence,
  ])
  func `an answer that is not one ends in a message and a code`(_ kind: Fault.Kind) async throws {
    let (bench, recorder) = try bench()
    recorder.inject(Fault(kind, on: .get, "/ISAPI/System/deviceInfo", times: nil))
    let transcript = await bench.run(Self.plan)
    #expect(transcript.status == .failed, "\(transcript.everything)")
    #expect(transcript.output.contains("! front-desk"))
    #expect(recorder.log.writes == 0)
  }

  @Test func `one recorder that fails stops none of the others`() async throws {
    let (bench, recorders) = try Example.twoSites.bench()
    bench.network.unplug(recorders[1])
    let transcript = await bench.run("plan Examples/two-sites")
    #expect(transcript.status == .failed)
    #expect(transcript.output.contains("harbour/harbour-1   DS-7608NI-K2/8P"))
    #expect(transcript.output.contains("! hilltop/hilltop-1"))
  }

  @Test func `a secret that is missing is named before anything is sent`() async throws {
    var (bench, recorder) = try bench()
    bench.environment = [:]
    let transcript = await bench.run(Self.plan)
    #expect(transcript.status == .failed)
    #expect(transcript.output.contains("env:FRONT_DESK_ADMIN cannot be had: the variable is not set"))
    #expect(recorder.log.entries.isEmpty)
  }
}
