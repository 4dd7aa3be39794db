import Applier
import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings
import Simulator
import TestSupport
import Testing

/// A plan resets its recorder at most once, for ever, and only behind its gates (product.md S5).
@Suite struct ResetOnceTests {
  private static let spec = "deviceName: lobby\ntime: {zone: Europe/Oslo, ntp: [10.20.30.1]}"

  private func bench(_ adjust: (inout RecorderSeed) -> Void = { _ in }) throws -> ApplyBench {
    try ApplyBench {
      $0.behavior.defaultAddress = ApplyBench.home
      adjust(&$0)
    }
  }

  /// State as somebody has it who tidied up the runs, or who never saw them.
  private func copy(of store: InMemoryStateStore, without folder: String) throws -> InMemoryStateStore {
    let copy = InMemoryStateStore()
    func take(_ path: String) throws {
      if let bytes = try store.read(path) { try copy.write(bytes, to: path) }
      for name in try store.list(path) where name != folder { try take(path.isEmpty ? name : "\(path)/\(name)") }
    }
    try take("")
    return copy
  }

  @Test(arguments: ["resets", "runs"])
  func `a used plan is refused by its run, and by what is kept of its reset`(_ lost: String) async throws {
    var bench = try bench()
    // As declared from the beginning: behind the reset no field differs from what the plan was made for.
    let declaration = try bench.declaration(Self.spec)
    #expect(try await bench.converge(declaration).status == .done)
    let plan = try await bench.plan(declaration, .reset(.full))
    #expect(try await bench.apply(plan, declaration).status == .done)
    bench.store = try copy(of: bench.store, without: lost)
    let again = try await bench.apply(plan, declaration)
    #expect(again.status == .refused)
    #expect(again.message.contains("was used by run \(plan.id)"))
    #expect(bench.recorder.log.resets == 1)
  }

  @Test func `a copy of a used plan is refused with another state folder too`() async throws {
    var bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    #expect(try await bench.converge(declaration).status == .done)
    let plan = try await bench.plan(declaration, .reset(.full))
    #expect(try await bench.apply(plan, declaration).status == .done)
    bench.store = InMemoryStateStore()
    let again = try await bench.apply(plan, declaration)
    #expect(again.status == .refused, "\(again.message)")
    #expect(again.message.contains("since the plan was made"))
    #expect(bench.recorder.log.resets == 1)
  }

  @Test func `two processes with one plan reset once`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration, .reset(.full))
    async let first = bench.apply(plan, declaration, takingOver: nil)
    async let second = bench.apply(plan, declaration, takingOver: nil)
    let statuses = [try await first.status, try await second.status]
    #expect(statuses.contains(.done))
    #expect(statuses.contains(.refused))
    #expect(bench.recorder.log.resets == 1)
  }

  @Test func `the evidence of every gate is on the record before the reset leaves`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration, .reset(.full))
    #expect(try await bench.apply(plan, declaration).status == .done)
    let entries = try bench.onlyRun().journal.records.map(\.entry).filter { $0.name == "reset full" }
    #expect(entries.map(\.event).prefix(3) == [.intent, .observed, .sent])
    let facts = entries[1].facts
    #expect(facts.map { $0.prefix { $0 != ":" } } == plan.gates.map { $0.name[...] })
    #expect(facts.contains("default address: no reply at 192.168.1.64"))
    #expect(facts.contains("login budget: 5 left"))
    #expect(facts.contains { $0.hasPrefix("backup: ") && $0.hasSuffix("files read back") })
    #expect(facts.contains { $0.hasPrefix("footage: ") && $0.hasSuffix("allowed: footage-loss=accepted") })
  }

  @Test func `what was allowed is on the record from the beginning`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    let allowances = Allowances([.footageLoss: "accepted", .resetsPerRun: "2"])
    let plan = try await bench.plan(declaration, .reset(.full))
    #expect(try await bench.apply(plan, declaration, allowing: allowances).status == .done)
    let first = try #require(try bench.onlyRun().journal.records.first)
    let line = String(decoding: try JSONEncoder().encode(first), as: UTF8.self)
    #expect(line.contains("footage-loss=accepted"))
    #expect(line.contains("resets-per-run=2"))
  }

  @Test func `a device that came to the factory's address since the plan was made stops the reset`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration, .reset(.full))
    let model = try #require(RecorderModel("DS-7608NI-K2/8P"))
    var seed = RecorderSeed(RecorderProfile(model: model, family: .a, shortSerial: "F99999999"))
    seed.address = InterfaceAddress("192.168.1.64", gateway: "192.168.1.1")
    bench.network.plugIn(SimulatedRecorder(seed, clock: bench.clock))
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .refused, "\(result.message)")
    #expect(result.message.contains("another device answers"))
    #expect(bench.recorder.log.resets == 0)
  }
}
