import FoundationEssentials
import TestSupport
import Testing

/// Every step with everything going wrong at every exchange: all of it with `NVRCTL_TEST_FULL`, else a fixed sample.
@Suite struct FaultMatrixTests {
  /// Cells of each story in a short run; more can be asked for while something is looked for.
  private static let sample =
    ProcessInfo.processInfo.environment["NVRCTL_TEST_CELLS"].flatMap { Int($0) } ?? 5

  @Test func `whatever goes wrong, the exit code keeps its promise`() async throws {
    var table = FaultTable()
    for scenario in FaultScenario.all {
      let trial = try await FaultTrial(scenario)
      table.add(try await verdicts(on: trial.cells.tried(sample: Self.sample), of: trial), of: scenario.name)
    }
    try table.keep()
    for line in table.breaches.prefix(40) { Issue.record("\(line)") }
  }

  private func verdicts(on cells: [FaultCell], of trial: FaultTrial) async throws -> [FaultVerdict] {
    try await withThrowingTaskGroup(of: FaultVerdict.self) { group in
      var waiting = cells.makeIterator()
      func startNext() {
        guard let cell = waiting.next() else { return }
        group.addTask { try await trial.verdict(on: cell) }
      }
      for _ in 0..<4 { startNext() }
      var verdicts: [FaultVerdict] = []
      for try await verdict in group {
        verdicts.append(verdict)
        startNext()
      }
      return verdicts
    }
  }
}
