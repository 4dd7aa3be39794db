import Applier
import Host
import Planner
import Simulator
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

  /// A process that dies at one of its requests or records, and how the run is to end when it is taken up.
  struct Cut: Sendable, CustomTestStringConvertible {
    var kind: MoveKind
    var failure: MoveFailure
    var death: Death

    var testDescription: String { "\(kind.name), \(failure.rawValue), killed \(death)" }
  }

  static let cuts = MoveKind.all.flatMap { kind in
    [MoveFailure.nothing, .blockedForGood, .blockedWithOtherWay, .blockedPastWindow].flatMap { failure in
      [(Death.Act.request, 9...24), (.record, 1...7)].flatMap { act, numbers in
        numbers.flatMap { number in
          [Death.Moment.before, .after].map {
            Cut(kind: kind, failure: failure, death: Death(act: act, number: number, moment: $0))
          }
        }
      }
    }
  }

  @Test(arguments: cuts.tried(sample: 24))
  func `a move that is cut off goes on as if it had not been`(_ cut: Cut) async throws {
    let stage = try await MoveStage(cut.kind, cut.failure)
    let recorder = stage.bench.recorder
    _ = try await stage.apply(in: MortalProcess(dying: cut.death))
    stage.bench.clock.advance(by: .seconds(5))
    var status = try stage.status
    for _ in 0..<3 where ![.done, .rolledBack, .unknown].contains(status) {
      _ = try await stage.takeUp()
      status = try stage.status
    }
    let ends: Set<Planner.ExitStatus?> = [cut.failure.expectation(for: cut.kind), .done]
    #expect(ends.contains(status), "\(cut.testDescription)")
    switch status {
    case .done: #expect(cut.kind.isAsWanted(recorder), "\(cut.testDescription)")
    case .rolledBack: #expect(stage.isAsBefore, "\(cut.testDescription)")
    case .unknown: #expect(cut.failure == .blockedForGood, "\(cut.testDescription)")
    default: break
    }
    #expect(recorder.log.refusedLogins == 0)
  }
}
