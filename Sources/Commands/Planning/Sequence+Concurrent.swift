extension Array where Element: Sendable {
  /// Transforms every element, at most `limit` at a time, and keeps their order.
  func concurrentMap<Result: Sendable>(
    limit: Int, _ transform: @escaping @Sendable (Element) async -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      var results: [Int: Result] = [:]
      var waiting = enumerated().makeIterator()
      func startNext() {
        guard let (index, element) = waiting.next() else { return }
        group.addTask { (index, await transform(element)) }
      }
      for _ in 0..<Swift.max(1, limit) { startNext() }
      for await (index, result) in group {
        results[index] = result
        startNext()
      }
      return indices.compactMap { results[$0] }
    }
  }
}
