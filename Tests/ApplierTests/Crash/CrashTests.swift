import Testing
import TestSupport

/// A run that is cut off anywhere is resumed to the same end (product.md S1).
@Suite struct CrashTests {
  @Test(arguments: CrashScenario.all)
  func `a run killed at any act is resumed to the same end`(_ scenario: CrashScenario) async throws {
    let matrix = try await CrashMatrix(scenario)
    try await matrix.run(matrix.singleDeaths.tried(sample: 3), named: "killed")
  }

  @Test(arguments: CrashScenario.all)
  func `a run killed, resumed and killed again is resumed to the same end`(_ scenario: CrashScenario) async throws {
    let matrix = try await CrashMatrix(scenario)
    try await matrix.run(matrix.doubleDeaths.tried(sample: 1), named: "killed twice")
  }

  @Test(arguments: CrashScenario.all)
  func `a run killed while its recorder loses power is resumed to the same end`(
    _ scenario: CrashScenario
  ) async throws {
    let matrix = try await CrashMatrix(scenario)
    try await matrix.run(matrix.powerCuts.tried(sample: 1), named: "killed with the recorder")
  }
}

extension CrashMatrix {
  /// Tries cells, tells the figures and records what must not be.
  fileprivate func run(_ cells: [CrashCell], named kind: String) async throws {
    var figures = CrashFigures()
    for cell in cells { figures.add(try await outcome(of: cell)) }
    print("crash matrix: \(scenario.name), \(kind): \(figures)")
    for failure in figures.failures { Issue.record("\(scenario.name), \(failure)") }
  }
}
