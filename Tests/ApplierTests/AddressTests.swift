import Applier
import Host
import ISAPI
import Planner
import Simulator
import Testing
import XML

@Suite struct AddressTests {
  static let spec = "network: {address: 10.20.30.40/24, gateway: 10.20.30.1}\ndeviceName: lobby"
  static let interface = "/ISAPI/System/Network/interfaces/1"

  @Test(arguments: [RecorderBehavior.Effect.atOnce, .afterReboot])
  func `a recorder is followed to its new address`(_ effect: RecorderBehavior.Effect) async throws {
    let bench = try ApplyBench { $0.behavior.addressChange = effect }
    let result = try await bench.converge(try bench.declaration(Self.spec))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.binding.address == "10.20.30.40")
    let step = try #require(result.done.first { $0.step.name == "network" })
    #expect(
      step.facts == ["same serial x2 at https://10.20.30.40", "second way in: SADP, same segment: it answers"])
    #expect(step.seconds >= 10)
  }

  @Test func `a reset recorder is taken from the factory's address to its own`() async throws {
    let bench = try ApplyBench { $0.edits = [DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "used before")] }
    let declaration = try bench.declaration(
      "network: {address: 10.20.30.10/24, gateway: 10.20.30.1}\ndeviceName: lobby")
    let result = try await bench.converge(declaration, .reset(.full))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.binding.address == "10.20.30.10")
    #expect(bench.recorder.log.resets == 1)
    let activation = try #require(result.done.first { $0.step.act == .proveReset })
    #expect(activation.facts.first == "inactive at https://192.168.1.64")
  }

  @Test func `a recorder that does not let us in at its new address is taken back`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("network: {address: 10.20.30.40/24, gateway: 10.20.30.1}")
    let plan = try await bench.plan(declaration)
    // Cut off for longer than the window of 180 s lasts; before it come the login and one read.
    bench.recorder.inject(
      Fault(.closeConnection, on: .get, "/ISAPI/System/deviceInfo", occurrence: 4, times: 45))
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .rolledBack, "\(result.message)")
    #expect(bench.recorder.binding.address == "10.20.30.10")
    let sent = try bench.onlyRun().journal.records.map(\.entry).filter { $0.event == .sent }
    #expect(sent.count == 2)
    #expect(bench.events.sightings.contains { $0.place == "https://10.20.30.40" })
  }

  @Test func `a recorder that took the write and stayed where it was needs no way back`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration)
    bench.recorder.inject(Fault(.clamp(element: "ipAddress", to: "10.20.30.10"), on: .put, Self.interface))
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .rolledBack, "\(result.message)")
    #expect(bench.recorder.binding.address == "10.20.30.10")
    #expect(bench.recorder.text(at: "/ISAPI/System/deviceInfo", "deviceName") == "lobby")
  }

  @Test func `a recorder that takes another address than it was given is taken back from where it announces itself`()
    async throws
  {
    let bench = try ApplyBench()
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration)
    bench.recorder.inject(Fault(.clamp(element: "ipAddress", to: "10.20.30.99"), on: .put, Self.interface))
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .rolledBack, "\(result.message)")
    #expect(bench.recorder.binding.address == "10.20.30.10")
  }

  @Test func `an address that another device has is not taken`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration)
    let model = try #require(RecorderModel("DS-7608NI-K2/8P"))
    let other = SimulatedRecorder(
      .activated(
        RecorderProfile(model: model, family: .a, shortSerial: "F99999999"),
        at: InterfaceAddress("10.20.30.40", gateway: "10.20.30.1"), password: ApplyBench.password),
      clock: bench.clock)
    bench.network.plugIn(other)
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .partlyApplied, "\(result.message)")
    #expect(result.message.contains("another device"))
    #expect(bench.recorder.log.entries(.put, Self.interface).isEmpty)
    #expect(other.log.writes == 0)
  }

  @Test func `a change that does not move the recorder is written like any other`() async throws {
    let bench = try ApplyBench()
    let result = try await bench.converge(
      try bench.declaration("network: {address: 10.20.30.10/24, gateway: 10.20.30.1, mtu: 1400}"))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.text(at: Self.interface, "Link/MTU") == "1400")
  }

  @Test func `a port that moves takes the connection with it`() async throws {
    let bench = try ApplyBench()
    let result = try await bench.converge(
      try bench.declaration("services: {https: {enabled: true, port: 8443}}\ndeviceName: lobby"))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.binding.https == 8443)
  }

  @Test func `a port that moves with the restart is followed there`() async throws {
    let bench = try ApplyBench {
      $0.behavior.portChange = .afterReboot
      $0.behavior.rebootRequired = ["/ISAPI/Security/adminAccesses"]
    }
    let result = try await bench.converge(
      try bench.declaration("services: {https: {enabled: true, port: 8443}}\ndeviceName: lobby"))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.binding.https == 8443)
    #expect(bench.recorder.log.entries(.put, "/ISAPI/System/reboot").count == 1)
  }

  @Test func `plain HTTP that is switched off hands over to HTTPS`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration(
      "services: {http: {enabled: false}, https: {enabled: true}}", at: "http://10.20.30.10, https://10.20.30.10")
    let result = try await bench.converge(declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.binding.http == nil)
  }
}
