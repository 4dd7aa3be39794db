import FoundationEssentials
package import Host
package import ISAPI

/// Failed logins of a recorder, counted across runs and shared by all that work on it (design 6.2).
///
/// A try is written down before it is sent and struck out when it succeeds, so that a crash in between cannot
/// hide it. At most two fail until one succeeds or the recorder has forgotten them, and at least three stay unused.
package struct LoginLedger: Sendable {
  private let state: any StateStore
  private let path: String
  private let clock: any WallClock

  /// How long to wait before looking again whether another process's try has ended.
  private static let pause = Duration.milliseconds(500)

  package init(folder: DeviceFolder, state: any StateStore, clock: any WallClock) {
    self.state = state
    path = folder.ledger
    self.clock = clock
  }

  /// A try that was written down.
  package struct Reservation: Sendable {
    var username: String
    var id: String
    /// Whether others had to be waited for, so that a challenge from before may be too old.
    var hasWaited: Bool
  }

  /// Writes down a try that is about to be sent; throws `LoginRefused` where none is left.
  ///
  /// `told` is what the device says is left. Where only the tries that other processes have under way stand in the
  /// way, their end is waited for: they may be right ones.
  package func reserve(for username: String, at address: DeviceAddress, told: Int?) async throws -> Reservation {
    let process = state.ownProcess
    var reservation = Reservation(username: username, id: Self.newID(), hasWaited: false)
    while true {
      var obstacle: LoginAccount.Obstacle?
      var left = 0
      let dead = try deadProcesses(at: username)
      try change(username, told: told, dead: dead) { account in
        obstacle = account.obstacle(at: clock.now, told: told, dead: dead)
        left = min(account.certainlyLeft, told ?? account.certainlyLeft)
        if obstacle == nil { account.begin(reservation.id, by: process, told: told, at: clock.now) }
      }
      guard let obstacle else { return reservation }
      guard obstacle.mayPass else {
        throw LoginRefused(
          obstacle.reason, address: address, username: username, triesLeft: left, unlockSeconds: obstacle.seconds,
          ledger: state.location(of: path))
      }
      reservation.hasWaited = true
      try await clock.sleep(for: Self.pause)
    }
  }

  /// Strikes out a try that never reached the device, or that it did not judge.
  package func release(_ reservation: Reservation) throws {
    try change(reservation.username) { $0.release(reservation.id) }
  }

  /// Keeps what the device told about a try that it refused, and whether what it tells anybody went down by it.
  package func refused(_ reservation: Reservation, _ status: ResponseStatus?, countMoved: Bool = false) throws {
    try change(reservation.username) {
      $0.refuse(reservation.id, status, countMoved: countMoved, at: clock.now)
    }
  }

  /// Forgets the failures of an account, because a login succeeded.
  package func succeeded(_ reservation: Reservation) throws {
    let dead = try deadProcesses(at: reservation.username)
    try change(reservation.username) { $0.succeed(reservation.id, at: clock.now, dead: dead) }
  }

  /// Whether a wrong try may be made on purpose, to see a password refused.
  package func affordsWrongTry(for username: String) throws -> Bool {
    try account(username).affordsWrongTry(at: clock.now)
  }

  /// What one account certainly has left.
  package func triesLeft(for username: String) throws -> Int { try account(username).certainlyLeft }

  /// The processes that left a try without an outcome and are known to be gone.
  private func deadProcesses(at username: String) throws -> Set<ProcessMark> {
    Set(try account(username).open.compactMap(\.process).filter { state.isAlive($0) == false })
  }

  private func account(_ username: String) throws -> LoginAccount {
    try book(in: state.read(path)).accounts[username, default: LoginAccount()].current(at: clock.now, told: nil)
  }

  private func change(
    _ username: String, told: Int? = nil, dead: Set<ProcessMark> = [], _ body: (inout LoginAccount) throws -> Void
  ) throws {
    try change { book in
      var account = book.accounts[username, default: LoginAccount()].current(at: clock.now, told: told, dead: dead)
      try body(&account)
      book.accounts[username] = account.isEmpty ? nil : account
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
    var accounts: [String: LoginAccount] = [:]
  }

  private static func newID() -> String { String(UInt64.random(in: .min ... .max), radix: 16) }
}
