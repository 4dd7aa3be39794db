import Synchronization

/// Counts names down, each once.
final class Countdown: Sendable {
  private let count: Int
  private let names = Mutex<Set<String>>([])

  init(_ count: Int) { self.count = count }

  /// Whether all have been seen with this one.
  func reachesEnd(with name: String) -> Bool {
    names.withLock { names in
      names.insert(name)
      return names.count >= count
    }
  }
}
