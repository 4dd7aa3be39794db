import Host
import Planner
import Simulator
import TestSupport
import Testing

/// A run that is cut off anywhere is resumed to the same end (product.md S1).
@Suite struct CrashTests {
  @Test(.disabled("resume is on its way"), arguments: CrashScenario.all)
  func `a run killed at any act is resumed to the same end`(_ scenario: CrashScenario) async throws {
    let matrix = try await CrashMatrix(scenario)
    var figures = CrashFigures()
    for cell in matrix.cells.tried(sample: 6) {
      figures.add(try await matrix.outcome(of: cell))
    }
    print("crash matrix, \(scenario.name): \(figures)")
    #expect(figures.failures.isEmpty, "\(figures.failures.joined(separator: "\n"))")
  }
}
