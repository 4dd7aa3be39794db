import Applier
import Planner
import TestSupport
import Testing

/// Every change of the way in with everything that may go wrong on it (product.md S9).
@Suite struct MoveMatrixTests {
  struct Cell: Sendable, CustomTestStringConvertible {
    var kind: MoveKind
    var failure: MoveFailure

    var testDescription: String { "\(kind.name), \(failure.rawValue)" }
  }

  static let cells = MoveKind.all.flatMap { kind in MoveFailure.allCases.map { Cell(kind: kind, failure: $0) } }

  @Test(arguments: cells.tried(sample: 24))
  func `a move ends as the world demands, and goes back where any way is left`(_ cell: Cell) async throws {
    let stage = try await MoveStage(cell.kind, cell.failure)
    let recorder = stage.bench.recorder
    let result = try await stage.apply()
    #expect(result.status == cell.failure.expectation(for: cell.kind), "\(cell.testDescription): \(result.message)")
    switch result.status {
    case .done:
      #expect(cell.kind.isAsWanted(recorder), "\(cell.testDescription)")
      let wasQuiet = cell.failure == .nothing
      #expect(
        !wasQuiet || result.done.contains { $0.facts.contains { $0.hasPrefix("same serial x2") } },
        "\(cell.testDescription)")
    case .rolledBack, .failed, .partlyApplied: #expect(stage.isAsBefore, "\(cell.testDescription): \(result.message)")
    default: break
    }
    #expect(recorder.log.refusedLogins == 0)
  }
}
