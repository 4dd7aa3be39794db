import FoundationEssentials
package import Host
package import ISAPI

/// Failed logins of a recorder, counted across runs (design 6.2).
///
/// A try is written down before it is sent and struck out when it succeeds, so that a crash in between cannot
/// hide it. At most two fail until one succeeds or the lock time has passed, and at least three stay unused.
package struct LoginLedger: Sendable {
  /// What a device allows that does not tell (isapi.md 1.5).
  private static let usualTries = 5
  private static let unusedTries = 3
  private static let mostFailures = 2
  private static let lockTime: TimeInterval = 30 * 60

  private let state: any StateStore
  private let path: String
  private let clock: any WallClock

  package init(folder: DeviceFolder, state: any StateStore, clock: any WallClock) {
    self.state = state
    path = folder.ledger
    self.clock = clock
  }

  /// Writes down a try that is about to be sent; throws `LoginRefused` where none is left.
  package func reserve(for username: String, at address: DeviceAddress) throws {
    try change(username) { account in
      if let refusal = account.refusal(at: clock.now) {
        throw LoginRefused(
          refusal.reason, address: address, username: username, triesLeft: account.triesLeft,
          unlockSeconds: refusal.seconds)
      }
      account.failures += 1
      account.triesLeft -= 1
      account.lastFailure = clock.now
    }
  }

  /// Strikes out a try that never reached the device, or that it did not judge.
  package func release(_ username: String) throws {
    try change(username) { account in
      account.failures = max(0, account.failures - 1)
      account.triesLeft = min(Self.usualTries, account.triesLeft + 1)
    }
  }

  /// Keeps what the device told about a try that it refused.
  package func refused(_ username: String, _ status: ResponseStatus?) throws {
    try change(username) { account in
      account.lastFailure = clock.now
      if let told = status?.retriesLeft { account.triesLeft = told }
      if status?.isLocked == true {
        account.lockedUntil = clock.now.addingTimeInterval(status?.unlockSeconds.map(Double.init) ?? Self.lockTime)
      }
    }
  }

  /// Forgets all failures of an account, because a login succeeded.
  package func succeeded(_ username: String) throws {
    try change { $0.accounts[username] = nil }
  }

  /// What one account has left.
  package func triesLeft(for username: String) throws -> Int {
    try book(in: state.read(path)).accounts[username, default: Account()].current(at: clock.now).triesLeft
  }

  private func change(_ username: String, _ body: (inout Account) throws -> Void) throws {
    try change { book in
      var account = book.accounts[username, default: Account()].current(at: clock.now)
      try body(&account)
      book.accounts[username] = account
    }
  }

  /// Reads, changes and writes while no other process does: planning counts its logins without the recorder's lock.
  private func change(_ body: (inout Book) throws -> Void) throws {
    try state.update(path) { bytes in
      var book = try book(in: bytes)
      let before = book
      try body(&book)
      if book != before { bytes = try Self.bytes(of: book) }
    }
  }

  private func book(in bytes: [UInt8]?) throws -> Book {
    guard let bytes else { return Book() }
    do {
      return try JSONDecoder().decode(Book.self, from: Data(bytes))
    } catch {
      throw StateError(path: state.location(of: path), operation: "read", reason: "it is not a login ledger")
    }
  }

  private static func bytes(of book: Book) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return Array(try encoder.encode(book))
  }

  private struct Book: Codable, Equatable {
    var accounts: [String: Account] = [:]
  }

  private struct Account: Codable, Equatable {
    var failures = 0
    var triesLeft = LoginLedger.usualTries
    var lastFailure: Date?
    var lockedUntil: Date?

    /// The account as it stands now: the device forgets failures when the lock time has passed.
    func current(at now: Date) -> Account {
      guard let end, end <= now else { return self }
      return Account()
    }

    func refusal(at now: Date) -> (reason: LoginRefused.Reason, seconds: Int?)? {
      let seconds = end.map { Int($0.timeIntervalSince(now).rounded(.up)) }
      if let lockedUntil, lockedUntil > now { return (.locked, seconds) }
      let mayTry = failures < LoginLedger.mostFailures && triesLeft > LoginLedger.unusedTries
      return mayTry ? nil : (.budgetSpent, seconds)
    }

    private var end: Date? { lockedUntil ?? lastFailure?.addingTimeInterval(LoginLedger.lockTime) }
  }
}
