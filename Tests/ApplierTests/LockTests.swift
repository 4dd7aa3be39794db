import Applier
import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings
import Simulator
import TestSupport
import Testing

/// One process on a recorder, and one recorder of a segment at the factory's address.
@Suite struct LockTests {
  private static let spec = "deviceName: lobby\ntime: {zone: Europe/Oslo, ntp: [10.20.30.1]}"

  private func bench() throws -> ApplyBench {
    try ApplyBench { $0.behavior.defaultAddress = ApplyBench.home }
  }

  @Test func `a killed run leaves its lock, and only its own name takes it over`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    let process = MortalProcess(dying: Death(act: .record, number: 4, moment: .after))
    _ = try await bench.apply(try await bench.plan(declaration), declaration, in: process)
    let plan = try await bench.plan(declaration)
    for name in [nil, "", "somebody"] {
      let refused = try await bench.apply(plan, declaration, takingOver: name)
      #expect(refused.status == .refused)
      #expect(refused.message.hasPrefix("NVR0912"))
      #expect(refused.message.contains("left behind by tests"))
      #expect(refused.wayOut.contains("--take-over tests"))
    }
    let run = try bench.onlyRun().id
    #expect(try await bench.apply(plan, declaration, takingOver: run.description).status == .done)
  }

  @Test func `resuming a run takes over the lock it left`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    let process = MortalProcess(dying: Death(act: .record, number: 4, moment: .after))
    _ = try await bench.apply(try await bench.plan(declaration), declaration, in: process)
    let record = try bench.onlyRun()
    let result = try await bench.apply(
      record.plan, declaration, allowing: Allowances(), takingOver: nil, resuming: record.id)
    #expect(result.status == .done, "\(result.message)")
  }

  @Test func `no lock is left by a run that ends, whatever it ends with`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    #expect(try await bench.converge(declaration, .reset(.full)).status == .done)
    let refused = try await bench.apply(
      try await bench.plan(declaration, .reset(.full)), declaration, allowing: Allowances())
    #expect(refused.status == .refused)
    let folder = DeviceFolder(serial: declaration.identity.serial ?? "")
    #expect(try bench.store.read(folder.lock) == nil)
    #expect(try bench.store.list("segments") == [])
  }

  @Test(arguments: [PlanRequest.Goal.inPlace, .reset(.full), .reset(.basic)])
  func `one reset at a time on a segment, and anything else beside it`(_ goal: PlanRequest.Goal) async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration, goal)
    let claim = LockClaim(subject: "it", owner: "somebody")
    let result = try await bench.store.withLock("segments/10.20.30.0-24/lock", for: claim, clock: bench.clock) { _ in
      try await bench.apply(plan, declaration)
    }
    #expect(result.status == (goal == .inPlace ? .done : .refused), "\(result.message)")
    #expect(bench.recorder.log.resets == 0)
    if goal != .inPlace { #expect(result.message.contains("network segment 10.20.30.0-24")) }
  }
}
