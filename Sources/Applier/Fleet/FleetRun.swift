package import Planner

/// Several runs side by side, at most so many at a time; one that fails stops none of the others.
package struct FleetRun: Sendable {
  private let parallel: Int

  package init(parallel: Int) { self.parallel = max(1, parallel) }

  /// Runs every member and gives their results in the order of the members.
  package func results(of members: [PlanRun]) async -> [RunResult] {
    await withTaskGroup(of: (Int, RunResult).self) { group in
      var results = [RunResult?](repeating: nil, count: members.count)
      var waiting = members.enumerated().makeIterator()
      func startNext() {
        guard let (index, member) = waiting.next() else { return }
        group.addTask { (index, await member.run()) }
      }
      for _ in 0..<min(parallel, members.count) { startNext() }
      while let (index, result) = await group.next() {
        results[index] = result
        startNext()
      }
      return results.compactMap(\.self)
    }
  }

  /// The exit status of all together: the worst by the fixed order (product.md C3).
  package static func status(of results: [RunResult]) -> ExitStatus {
    ExitStatus.worst(of: results.map(\.status))
  }
}
