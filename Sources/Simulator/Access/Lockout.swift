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
    var lastFailure = Date.distantPast
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

  /// What an address is told before it names a user: the worst of all users that were tried from there.
  func standing(from source: String, at now: Date, limit: Int) -> Standing {
    let standings = counts.keys.filter { $0.source == source }.map {
      standing(of: $0.username, from: source, at: now, limit: limit)
    }
    return standings.reduce(.open(triesLeft: limit)) { worst, next in
      switch (worst, next) {
      case (.locked(let one), .locked(let other)): .locked(seconds: max(one, other))
      case (.locked, .open): worst
      case (.open, .locked): next
      case (.open(let one), .open(let other)): .open(triesLeft: min(one, other))
      }
    }
  }

  /// Counts a wrong try.
  mutating func failed(_ username: String, from source: String, at now: Date, limit: Int, lock: Duration) {
    let key = Key(source: source, username: username)
    var count = counts[key] ?? Count()
    if let until = count.lockedUntil, until <= now { count = Count() }
    count.failures += 1
    count.lastFailure = now
    if count.failures >= limit { count.lockedUntil = now.adding(lock) }
    counts[key] = count
  }

  /// Forgets the wrong tries of a user that got in.
  mutating func succeeded(_ username: String, from source: String) {
    counts[Key(source: source, username: username)] = nil
  }

  /// Forgets the wrong tries of users that have been quiet since a time and are not locked.
  mutating func forget(quietSince time: Date) {
    counts = counts.filter { $0.value.lockedUntil != nil || $0.value.lastFailure > time }
  }

  /// A power cycle clears every lock.
  mutating func clear() { counts = [:] }
}
