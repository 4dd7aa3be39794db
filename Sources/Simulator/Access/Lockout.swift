import FoundationEssentials

/// Wrong tries by source address and user, and the lock that follows (isapi.md 1.5).
struct Lockout {
  /// What an account looks like from one address.
  enum Standing: Hashable {
    case open(triesLeft: Int)
    case locked(seconds: Int)
  }

  private struct Key: Hashable {
    var source: String
    var username: String
  }

  private struct Count {
    var failures = 0
    var lockedUntil: Date?
  }

  private var counts: [Key: Count] = [:]

  /// Whether a try would be looked at.
  func standing(of username: String, from source: String, at now: Date, limit: Int) -> Standing {
    let count = counts[Key(source: source, username: username)] ?? Count()
    if let until = count.lockedUntil, until > now {
      return .locked(seconds: Int(until.timeIntervalSince(now).rounded(.up)))
    }
    return .open(triesLeft: count.lockedUntil == nil ? limit - count.failures : limit)
  }

  /// Counts a wrong try.
  mutating func failed(_ username: String, from source: String, at now: Date, limit: Int, lock: Duration) {
    let key = Key(source: source, username: username)
    var count = counts[key] ?? Count()
    if let until = count.lockedUntil, until <= now { count = Count() }
    count.failures += 1
    if count.failures >= limit { count.lockedUntil = now.adding(lock) }
    counts[key] = count
  }

  /// Forgets the wrong tries of a user that got in.
  mutating func succeeded(_ username: String, from source: String) {
    counts[Key(source: source, username: username)] = nil
  }

  /// A power cycle clears every lock.
  mutating func clear() { counts = [:] }
}
