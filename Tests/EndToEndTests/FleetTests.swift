import Commands
import Host
import Planner
import Simulator
import Testing

/// Many recorders at once.
@Suite struct FleetTests {
  private static let count = 60

  /// Small recorders at addresses of their own, one of them unplugged.
  private func bench(unplugging dead: Int?) throws -> CommandBench {
    let model = try #require(RecorderModel("DS-7604NI-K1"))
    var files: [String: String] = [:]
    var recorders: [SimulatedRecorder] = []
    let numbers = (1...Self.count).map { $0 < 10 ? "0\($0)" : "\($0)" }
    for (index, number) in numbers.enumerated() {
      files["fleet/nvr-\(number).yaml"] = """
        apiVersion: nvrctl/v1
        kind: Recorder
        metadata: {name: nvr-\(number)}
        spec:
          identity: {serial: "01234548\(number)"}
          connect: {addresses: [10.30.0.\(index + 1)]}
          admin: {password: {env: FLEET}}
          deviceName: recorder \(number)
        """
    }
    let bench = CommandBench(files: InMemoryFileSystem(files), environment: ["FLEET": Example.password])
    for (index, number) in numbers.enumerated() {
      var seed = RecorderSeed(RecorderProfile(model: model, family: .a, shortSerial: "01234548\(number)"))
      seed.password = Secret(Example.password)
      seed.address = InterfaceAddress("10.30.0.\(index + 1)", gateway: "10.30.0.254")
      recorders.append(SimulatedRecorder(seed, clock: bench.clock))
    }
    for (index, recorder) in recorders.enumerated() where index != dead { bench.network.plugIn(recorder) }
    return bench
  }

  @Test func `a fleet is planned, applied and found in order`() async throws {
    let bench = try bench(unplugging: nil)
    let apply = await bench.run("apply fleet --yes --parallel 8")
    #expect(apply.status == .done, "\(apply.errors.suffix(2000))")
    let plan = await bench.run("plan fleet")
    #expect(plan.status == .done)
    let lines = plan.output.split(separator: "\n").filter { $0.hasPrefix("= nvr-") }
    #expect(lines.count == Self.count)
    #expect(lines == lines.sorted())
    #expect(plan.output.contains("Nothing to do.  \(Self.count) recorders"))
  }

  @Test func `a dead recorder fails alone, and the others are applied`() async throws {
    let bench = try bench(unplugging: 7)
    let apply = await bench.run("apply fleet --yes")
    #expect(apply.status == .failed)
    #expect(apply.output.contains("! nvr-08"))
    let converged = apply.output.split(separator: "\n").filter { $0.hasPrefix("v nvr-") && $0.contains("converged") }
    #expect(converged.count == Self.count - 1)
  }

  @Test func `one recorder of many is chosen by its name, and a wrong name is no success`() async throws {
    let bench = try bench(unplugging: nil)
    let one = await bench.run("plan fleet --recorder nvr-30")
    #expect(one.status == .changesPending)
    #expect(one.output.contains("nvr-30"))
    #expect(!one.output.contains("nvr-31"))
    let none = await bench.run("plan fleet --recorder nvr-3O")
    #expect(none.status == .refused)
    #expect(none.errors.contains("did you mean"))
  }
}
