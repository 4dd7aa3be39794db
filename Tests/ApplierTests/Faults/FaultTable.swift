import FoundationEssentials
import Planner
import TestSupport

/// The results of a fault matrix, as a table of steps and faults.
struct FaultTable {
  private var verdicts: [(scenario: String, verdict: FaultVerdict)] = []

  /// Adds the results of one story.
  mutating func add(_ verdicts: [FaultVerdict], of scenario: String) {
    self.verdicts += verdicts.map { (scenario, $0) }
  }

  /// One line for each cell that broke the contract.
  var breaches: [String] {
    verdicts.filter { !$0.verdict.breaches.isEmpty }
      .sorted { ($0.scenario, $0.verdict.cell.index) < ($1.scenario, $1.verdict.cell.index) }
      .map { scenario, verdict in
        "\(scenario) #\(verdict.cell.index) \(verdict.cell.label) x \(verdict.cell.mishap) -> "
          + "\(verdict.status.rawValue): \(verdict.breaches.joined(separator: "; "))  [\(verdict.message)]"
      }
  }

  /// The table as text: for each story a line for each step and fault, with the exit codes it ended in.
  var text: String {
    var lines: [String] = []
    for scenario in verdicts.map(\.scenario).unique {
      lines.append("## \(scenario)")
      let own = verdicts.filter { $0.scenario == scenario }.map(\.verdict)
      for step in own.sorted(by: { $0.cell.index < $1.cell.index }).map(\.cell.step).unique {
        for mishap in Mishap.all {
          let cells = own.filter { $0.cell.step == step && $0.cell.mishap == mishap }
          if !cells.isEmpty { lines.append("\(step) | \(mishap) | \(Self.codes(of: cells))") }
        }
      }
    }
    return (lines + ["", total]).joined(separator: "\n") + "\n"
  }

  /// The figures.
  var total: String {
    let passed = verdicts.count { $0.verdict.breaches.isEmpty }
    let repeated = verdicts.map(\.verdict.repeatedEffects).reduce(0, +)
    let logins = verdicts.map(\.verdict.wrongLogins).max() ?? 0
    return "cells tried \(verdicts.count), passed \(passed); once-only effects repeated \(repeated); "
      + "wrong logins at most \(logins); codes \(Self.codes(of: verdicts.map(\.verdict)))"
  }

  /// Writes the table where a pipeline can keep it, and shows the figures.
  func keep() throws {
    let file = URL(filePath: PackageFiles.path(of: ".build/fault-matrix.txt"))
    try Data((text + breaches.joined(separator: "\n") + "\n").utf8).write(to: file)
    print("fault matrix: \(total)\nfault matrix: \(file.path)")
  }

  private static func codes(of verdicts: [FaultVerdict]) -> String {
    let counts = Dictionary(verdicts.map { ($0.status.rawValue, 1) }, uniquingKeysWith: +)
    return counts.sorted { $0.key < $1.key }.map { "exit \($0.key): \($0.value)" }.joined(separator: ", ")
  }
}

extension [String] {
  /// Each once, in the order in which they come first.
  fileprivate var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
