import Applier
import Device
import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings
import Simulator
import Testing

@Suite struct FleetTests {
  private func member(_ bench: ApplyBench) async throws -> PlanRun {
    let declaration = try bench.declaration("deviceName: lobby")
    return PlanRun(
      try await bench.plan(declaration), gateway: try bench.gateway(declaration), store: bench.store,
      clock: bench.clock, secrets: ResolvedSecrets([.environment("NVR"): ApplyBench.password]),
      options: RunOptions(tool: ApplyBench.tool, owner: "tests"))
  }

  @Test func `one recorder that fails stops none of the others`() async throws {
    let benches = try (0..<5).map { _ in try ApplyBench() }
    var members: [PlanRun] = []
    for bench in benches { members.append(try await member(bench)) }
    benches[2].network.unplug(benches[2].recorder)
    let results = await FleetRun(parallel: 2).results(of: members)
    #expect(results.map(\.status) == [.done, .done, .failed, .done, .done])
    #expect(FleetRun.status(of: results) == .failed)
  }

  @Test func `a fleet without members is done`() async {
    let results = await FleetRun(parallel: 16).results(of: [])
    #expect(results.isEmpty)
    #expect(FleetRun.status(of: results) == .done)
  }

  @Test func `the worst of a fleet goes by the fixed order`() {
    let order: [Planner.ExitStatus] = [
      .unknown, .partlyApplied, .notVerified, .rolledBack, .refused, .failed, .changesPending, .done,
    ]
    for (index, worst) in order.enumerated() {
      #expect(Planner.ExitStatus.worst(of: order[index...].reversed()) == worst)
    }
  }
}
