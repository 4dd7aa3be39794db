import Applier
import Commands
import FoundationEssentials
import Host
import Planner
import Testing
import TestSupport

/// What a person sees while a plan is carried out (product.md B5).
@Suite struct ProgressTests {
  private let start = Date(timeIntervalSince1970: 1_770_000_000)

  private func resetPlan() async throws -> Plan {
    let (bench, _) = try Example.riverside.bench()
    _ = await bench.run("plan Examples/riverside --reset full -o a.nvrplan")
    let plans = try PlanFile.plans(in: bench.files.read("a.nvrplan", limit: 1 << 22), tool: ToolVersion.current)
    return try #require(plans.first)
  }

  /// A run that is waiting for the recorder after its reset, event by event, with the second of each.
  private func events(of plan: Plan) -> [(second: Double, event: ApplyEvent)] {
    let (backup, reset, proof) = (plan.steps[0], plan.steps[1], plan.steps[2])
    func waiting(_ seconds: Double) -> ApplyEvent {
      .waiting(
        proof,
        Waiting(
          purpose: "waiting for the recorder", seconds: seconds,
          sightings: [Waiting.Sighting(place: "192.168.1.64", state: "no answer yet", age: 1.2)],
          deadline: Waiting.Deadline(consequence: "outcome is unknown", seconds: 600 - seconds)))
    }
    return [
      (0, .began(RunID("c210-4be7"), plan: plan)), (0, .stepBegan(backup)),
      (6, .stepDone(backup, facts: ["vendor export 2.1 MB", "snapshot 41 docs"], seconds: 6)),
      (6, .stepBegan(reset)), (6, .sending(reset, write: "PUT /ISAPI/System/factoryReset?mode=full")),
      (7, .stepDone(reset, facts: ["accepted by the device"], seconds: 1)), (7, .stepBegan(proof)),
      (12, waiting(5)), (37, waiting(30)), (47, waiting(40)), (67, waiting(60)),
    ]
  }

  @Test func `without a terminal there is a line for each event and a sign of life every half minute`() async throws {
    let plan = try await resetPlan()
    var log = ProgressLog()
    let lines = events(of: plan).flatMap { log.take($0.event, of: plan.target.name, at: start + $0.second) }
    try GoldenFile.expect(lines.map { $0 + "\n" }.joined(), equals: "progress-lines.txt")
  }

  @Test func `on a terminal finished steps scroll away above an area that fits the screen`() async throws {
    let plan = try await resetPlan()
    var board = ProgressBoard(count: 1, width: 80)
    let lines = events(of: plan).flatMap { board.take($0.event, of: plan.target.name, at: start + $0.second) }
    let area = board.area(at: start + 70)
    try GoldenFile.expect((lines + area).map { $0 + "\n" }.joined(), equals: "progress-board.txt")
    for line in lines + area { #expect(line.count <= 80) }
  }
}
