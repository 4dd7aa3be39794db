import Testing
import TestSupport

/// The program itself, killed with SIGKILL wherever it may be, and resumed (product.md S1).
@Suite struct ToolCrashTests {
  @Test(arguments: ToolScenario.tried)
  func `the program killed at any moment is resumed to the same end`(_ scenario: ToolScenario) async throws {
    let matrix = try await ToolMatrix(scenario)
    try await matrix.run(matrix.deaths.tried(sample: 2), named: "kill -9")
  }

  @Test(arguments: ToolScenario.tried)
  func `the program asked to end leaves a run that resumes`(_ scenario: ToolScenario) async throws {
    let matrix = try await ToolMatrix(scenario)
    try await matrix.run(matrix.requestsToEnd.tried(sample: 1), named: "asked to end")
  }

  @Test func `a plan that is killed while it is made leaves none or a whole one`() async throws {
    let acts = try await ToolStage.with(.inPlace) { try await $0.plan().acts }
    let deaths = acts.sorted { $0.key < $1.key }.flatMap { act, count in
      (0..<count).flatMap { number in
        ["before", "torn", "after"].map { ToolDeath.act(act, number + 1, $0) }
      }
    }
    for death in deaths.tried(sample: 2) {
      try await ToolStage.with(.inPlace) { stage in
        #expect(try await stage.plan(dying: death).end == .signal(9), "\(death)")
        let plan = try await stage.plan()
        #expect(plan.end == .exit(2), "\(death): \(plan.output)")
        let apply = try await stage.apply()
        #expect(apply.end == .exit(0), "\(death): \(apply.output)")
      }
    }
  }
}

extension ToolMatrix {
  /// Tries moments, tells the figures and records what must not be.
  fileprivate func run(_ deaths: [ToolDeath], named kind: String) async throws {
    let outcomes = try await outcomes(of: deaths, atOnce: 6)
    let failures = outcomes.filter { !$0.complaints.isEmpty }
    print(
      "crash matrix: the program, \(scenario.name), \(kind): \(outcomes.count) cells, "
        + "\(outcomes.count - failures.count) passed, "
        + "\(outcomes.reduce(0) { $0 + $1.repeated }) once-only effects repeated, at most "
        + "\(outcomes.map(\.wrongLogins).max() ?? 0) wrong logins and \(outcomes.map(\.resumes).max() ?? 0) resumes")
    for failure in failures {
      Issue.record(
        "\(scenario.name), \(failure.death): \((failure.complaints + failure.notes).joined(separator: "; "))")
    }
  }
}
