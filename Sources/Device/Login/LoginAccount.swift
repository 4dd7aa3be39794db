import FoundationEssentials
import Host
import ISAPI

/// The failed logins of one account of a recorder, and the rules of what may still be tried (product.md C4, S7).
///
/// Whether a recorder forgets wrong tries with time is not known of every firmware. They are taken for forgotten only
/// when a login succeeds, when a lock has ended, or when a recorder whose count is known to speak of this account says
/// so after the time of a lock.
struct LoginAccount: Sendable, Hashable, Codable {
  /// What a device allows that does not tell (isapi.md 1.5).
  static let usualTries = 5
  /// Tries that are left to people, always.
  static let unusedTries = 3
  /// Wrong tries that may stand at the same time.
  static let mostFailures = 2
  /// How long a lock lasts, and so the soonest at which a device may forget.
  static let lockTime: TimeInterval = 30 * 60
  /// How long a try may be under way; one that is older was cut off, and its answer will never be known.
  static let longestTry: TimeInterval = 60

  /// One try that was sent, or is about to be, and whose outcome is not written down.
  struct OpenTry: Sendable, Hashable, Codable {
    var id: String
    var time: Date
    /// Who makes it.
    var process: ProcessMark?
    /// What the device said was left before it.
    var told: Int?

    /// Whether its answer may still come; `dead` are the processes that are known to be gone.
    func isUnderWay(at now: Date, dead: Set<ProcessMark>) -> Bool {
      time.addingTimeInterval(longestTry) > now && process.map { !dead.contains($0) } ?? true
    }
  }

  /// Wrong tries since the last login that succeeded.
  private(set) var failures = 0
  /// Tries left, as the device told last or as it usually has.
  private(set) var triesLeft = Self.usualTries
  private(set) var lastFailure: Date?
  private(set) var lockedUntil: Date?
  /// Tries without an outcome; each may have been a wrong one.
  private(set) var open: [OpenTry] = []
  /// All wrong tries within the lock time, also those before a login that succeeded.
  private(set) var recent: [Date] = []
  /// Whether what the device tells without a login was seen to go down with a wrong try of this account.
  private(set) var isCountTold = false

  /// Why no try may be made.
  struct Obstacle: Sendable, Hashable {
    var reason: LoginRefused.Reason
    /// Seconds until it may be gone; nil where time alone does not help.
    var seconds: Int?
    /// Whether it goes as soon as the tries under way turn out to be right ones.
    var mayPass = false
  }

  /// Whether there is nothing to remember.
  var isEmpty: Bool { failures == 0 && open.isEmpty && recent.isEmpty && lockedUntil == nil && !isCountTold }

  /// What is certainly left, every try without an outcome taken for a wrong one.
  var certainlyLeft: Int { triesLeft - open.count }

  /// The account as it stands now; `told` is what the device says is left, nil where it says nothing.
  func current(at now: Date, told: Int?, dead: Set<ProcessMark> = []) -> Self {
    var account = self
    account.recent.removeAll { $0.addingTimeInterval(Self.lockTime) <= now }
    if let lockedUntil, lockedUntil <= now { account.forgive() }
    guard let told, isCountTold else { return account }
    // A count that is no lower than before a try that was cut off has not held it against the password.
    account.open.removeAll { attempt in
      !attempt.isUnderWay(at: now, dead: dead) && attempt.told.map { $0 <= told } ?? false
    }
    if told > Self.unusedTries, let soonest = account.soonestForgotten, soonest <= now {
      account.open = []
      account.forgive()
    }
    return account
  }

  /// Why no try may be made now, nil where one may.
  func obstacle(at now: Date, told: Int? = nil, dead: Set<ProcessMark> = []) -> Obstacle? {
    func seconds(until end: Date?) -> Int? { end.map { Int($0.timeIntervalSince(now).rounded(.up)) } }
    if let lockedUntil { return Obstacle(reason: .locked, seconds: seconds(until: lockedUntil)) }
    let cutOff = open.count { !$0.isUnderWay(at: now, dead: dead) }
    // What the device tells has the tries in it that were cut off, and not those under way.
    func allows(_ tries: Int, underWay: Int) -> Bool {
      failures + tries < Self.mostFailures && triesLeft - tries > Self.unusedTries
        && (told ?? Self.usualTries) - underWay > Self.unusedTries
    }
    if allows(open.count, underWay: open.count - cutOff) { return nil }
    let end = isCountTold ? soonestForgotten.flatMap { $0 > now ? $0 : nil } : nil
    return Obstacle(
      reason: .budgetSpent, seconds: seconds(until: end),
      mayPass: cutOff < open.count && allows(cutOff, underWay: 0))
  }

  /// Whether a wrong try may be made on purpose: there must be no other but the one that may have led here.
  func affordsWrongTry(at now: Date) -> Bool {
    obstacle(at: now) == nil && open.isEmpty && recent.count < Self.mostFailures
  }

  /// Writes down a try that is about to be sent.
  mutating func begin(_ id: String, by process: ProcessMark, told: Int?, at now: Date) {
    open.append(OpenTry(id: id, time: now, process: process, told: told))
  }

  /// Strikes out a try that the device did not judge.
  mutating func release(_ id: String) { open.removeAll { $0.id == id } }

  /// Keeps what the device told about a try that it refused, and whether its open count has moved by it.
  mutating func refuse(_ id: String, _ status: ResponseStatus?, countMoved: Bool, at now: Date) {
    release(id)
    failures += 1
    lastFailure = now
    recent.append(now)
    triesLeft = min(triesLeft - 1, status?.retriesLeft ?? triesLeft)
    if countMoved {
      isCountTold = true
      // This try explains one step down of the count; the others under way need not.
      for index in open.indices { open[index].told = open[index].told.map { $0 - 1 } }
    }
    if status?.isLocked == true {
      triesLeft = 0
      lockedUntil = now.addingTimeInterval(status?.unlockSeconds.map(Double.init) ?? Self.lockTime)
    }
  }

  /// Forgets all failures, because a login succeeded; tries that others have under way stay.
  mutating func succeed(_ id: String, at now: Date, dead: Set<ProcessMark>) {
    release(id)
    recent += open.filter { !$0.isUnderWay(at: now, dead: dead) }.map(\.time)
    open.removeAll { !$0.isUnderWay(at: now, dead: dead) }
    forgive()
  }

  private mutating func forgive() {
    failures = 0
    triesLeft = Self.usualTries
    lastFailure = nil
    lockedUntil = nil
  }

  /// When the device may have forgotten every wrong try, at the soonest.
  private var soonestForgotten: Date? {
    (open.map(\.time) + [lastFailure].compactMap(\.self)).max()?.addingTimeInterval(Self.lockTime)
  }
}

extension LoginAccount {
  /// Reads an account; what earlier versions did not write is empty.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    failures = try container.decode(Int.self, forKey: .failures)
    triesLeft = try container.decode(Int.self, forKey: .triesLeft)
    lastFailure = try container.decodeIfPresent(Date.self, forKey: .lastFailure)
    lockedUntil = try container.decodeIfPresent(Date.self, forKey: .lockedUntil)
    open = try container.decodeIfPresent([OpenTry].self, forKey: .open) ?? []
    recent = try container.decodeIfPresent([Date].self, forKey: .recent) ?? []
    isCountTold = try container.decodeIfPresent(Bool.self, forKey: .isCountTold) ?? false
  }
}
