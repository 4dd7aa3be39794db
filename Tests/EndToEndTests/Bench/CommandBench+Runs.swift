import Applier
import Commands
import Host
import Testing

extension CommandBench {
  /// The ids of all runs, in their order.
  var runs: [RunID] {
    get throws { try state.list("runs").map(RunID.init) }
  }

  /// The one run there is; throws where there is another number of them.
  func onlyRun() throws -> RunID {
    let runs = try runs
    try #require(runs.count == 1)
    return runs[0]
  }

  /// The lines of a run's journal, each with its end.
  func journal(of run: RunID) throws -> [[UInt8]] {
    let newline = UInt8(ascii: "\n")
    return try (state.read(run.journal) ?? []).split(separator: newline).map { Array($0) + [newline] }
  }

  /// Leaves the first records of a journal, and the beginning of the next, as a power cut does.
  func cutJournal(of run: RunID, to count: Int, torn: Int = 0) throws {
    let lines = try journal(of: run)
    let rest = lines.dropFirst(count).first?.prefix(torn) ?? []
    try state.write(lines.prefix(count).flatMap(\.self) + rest, to: run.journal)
  }

  /// Cuts a journal off behind the first record that holds a text.
  func cutJournal(of run: RunID, behind text: String, torn: Int = 0) throws {
    let lines = try journal(of: run)
    let index = try #require(lines.firstIndex { String(decoding: $0, as: UTF8.self).contains(text) })
    try cutJournal(of: run, to: index + 1, torn: torn)
  }
}
