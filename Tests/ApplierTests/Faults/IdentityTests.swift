import Applier
import ISAPI
import Planner
import Simulator
import TestSupport
import Testing

/// No device but the declared one is written to, whoever changes places with it, and when (product.md S4).
@Suite struct IdentityTests {
  @Test func `devices that change places with the recorder are not written to`() async throws {
    let stories = [FaultScenario.inPlace, .resetFull, .resetBasic, .provision].map(\.overPlainHTTP)
    let plans = try await plans(of: stories)
    var numbers = SeededNumbers(seed: 4)
    let wanted = TestExtent.isFull ? 10_000 : 120
    var swaps = 0
    var endings: Set<Int32> = []
    while swaps < wanted {
      let index = Int(numbers.next() % UInt64(stories.count))
      let seed = numbers.next()
      let (network, result) = try await tell(stories[index], plans[index], seed: seed)
      swaps += network.swaps
      endings.insert(result.status.rawValue)
      #expect(network.strayWrites.isEmpty, "\(stories[index].name), seed \(seed): \(result.message)")
    }
    #expect(endings.contains(0))
    #expect(endings.contains(4) || endings.contains(3))
  }

  private func plans(of stories: [FaultScenario]) async throws -> [Plan] {
    var plans: [Plan] = []
    for story in stories {
      let bench = try story.bench()
      plans.append(try await bench.plan(try story.declaration(bench), story.goal))
    }
    return plans
  }

  private func tell(
    _ story: FaultScenario, _ plan: Plan, seed: UInt64
  ) async throws -> (SwappingNetwork, RunResult) {
    var bench = try story.bench()
    var numbers = SeededNumbers(seed: seed)
    let network = SwappingNetwork(bench, story, seed: seed, distance: [6, 20, 60][Int(numbers.next() % 3)])
    bench.dialer = network
    let result = try await bench.apply(plan, try story.declaration(bench), hearing: story.announcements(bench))
    return (network, result)
  }
}
