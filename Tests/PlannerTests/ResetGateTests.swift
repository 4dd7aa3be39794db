import Planner
import TestSupport
import Testing

/// No reset without all its gates, whatever comes together (product.md S5).
@Suite struct ResetGateTests {
  @Test func `a reset is planned and let through only when every gate holds or was allowed by name`() throws {
    let base = try PlanRequest.sample(
      .reset(.full), declaration: SampleDeclaration.of("admin: {password: {env: NVR_NEW}}\ndeviceName: riverside"))
    let count: UInt64 = TestExtent.isFull ? 10_000 : 200
    var passed = 0
    for seed in 0..<count {
      let chance = ResetChance(seed: seed, from: base)
      let plan = try? Plan(for: chance.request)
      let isReset = plan?.steps.contains { $0.act == .reset } == true
      let isOpen = isReset && plan?.allowing(chance.atApply).openGates.isEmpty == true
      #expect(isReset == chance.mayBePlanned, "\(chance)")
      #expect(isOpen == chance.mayBeSent, "\(chance)")
      if isOpen { passed += 1 }
    }
    print("reset gates: \(count) chances, \(passed) let through, none of them with a gate that does not hold")
    #expect(passed > Int(count) / 20)
  }
}
