import Testing
import TestSupport

/// The program itself, killed with SIGKILL wherever it may be, and resumed (product.md S1).
@Suite struct ToolCrashTests {
  @Test(.disabled("resume is on its way"), arguments: ToolScenario.all)
  func `the program killed at any moment is resumed to the same end`(_ scenario: ToolScenario) async throws {
    let matrix = try await ToolMatrix(scenario)
    let outcomes = try await matrix.outcomes(of: matrix.deaths.tried(sample: 2), atOnce: 6)
    let failures = outcomes.filter { !$0.complaints.isEmpty }
    print(
      "kill -9, \(scenario.name): \(outcomes.count) cells, \(outcomes.count - failures.count) passed, "
        + "\(outcomes.reduce(0) { $0 + $1.repeated }) once-only effects repeated, at most "
        + "\(outcomes.map(\.wrongLogins).max() ?? 0) wrong logins")
    for failure in failures {
      Issue.record("\(failure.death): \((failure.complaints + failure.notes).joined(separator: "; "))")
    }
  }
}
