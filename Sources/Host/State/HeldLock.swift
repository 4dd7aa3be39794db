import FoundationEssentials
import Synchronization

/// A lock as its holder has it.
package final class HeldLock: Sendable {
  private struct State {
    var record: LockRecord
    var isLost = false
  }

  private let store: any StateStore
  private let path: String
  private let state: Mutex<State>

  /// How often the holder shows that it is there.
  static let heartbeat = Duration.seconds(15)
  /// How long a holder on another machine may be silent before its lock counts as left behind.
  static let silence: TimeInterval = 120

  private init(_ record: LockRecord, at path: String, in store: any StateStore) {
    self.store = store
    self.path = path
    state = Mutex(State(record: record))
  }

  /// Whether somebody else has taken the lock over, so that its former holder must not write any more.
  package var isLost: Bool { state.withLock { $0.isLost } }

  /// Names the run that the lock is for, so that whoever finds the lock left behind knows what to resume.
  package func note(run: String) throws { try renew { $0.run = run } }

  /// Takes the lock of a path that nobody runs under; throws `StateLockHeld` or `StateLockLeft`.
  static func take(
    _ path: String, for claim: LockClaim, in store: any StateStore, at now: Date
  ) throws -> HeldLock {
    let record = LockRecord(owner: claim.owner, process: store.ownProcess, run: claim.run, since: now)
    let bytes = try record.bytes
    // Whoever else sees the same lock left behind may be faster: then theirs is looked at, as if for the first time.
    while try !store.create(bytes, at: path) {
      guard let found = try store.read(path) else { continue }
      try admit(claim, over: LockRecord(bytes: found), in: store, at: now)
      let isTaken = try store.update(path) { present in
        guard present == found else { return false }
        present = bytes
        return true
      }
      if isTaken { break }
    }
    return HeldLock(record, at: path, in: store)
  }

  /// Throws unless a record was left behind and is taken over by name.
  private static func admit(
    _ claim: LockClaim, over record: LockRecord?, in store: any StateStore, at now: Date
  ) throws {
    guard let record else {
      if claim.takeOver.contains(StateLockLeft.unknownOwner) { return }
      throw StateLockLeft(subject: claim.subject, record: nil, isGone: false)
    }
    // Nobody in this process runs under the path, so a record of this process is a forgotten one.
    let isAlive = record.process == store.ownProcess ? false : store.isAlive(record.process)
    if isAlive ?? (abs(now.timeIntervalSince(record.heartbeat)) <= silence) {
      throw StateLockHeld(subject: claim.subject, record: record)
    }
    guard claim.takeOver.contains(where: record.isCalled) else {
      throw StateLockLeft(subject: claim.subject, record: record, isGone: isAlive == false)
    }
  }

  /// Renews the heartbeat until cancelled.
  func beat(by clock: any WallClock) async {
    while !Task.isCancelled {
      do { try await clock.idle(for: Self.heartbeat) } catch { return }
      // A heartbeat that cannot be written may be written the next time.
      try? renew { $0.heartbeat = clock.now }
    }
  }

  /// Gives the lock back, unless it is somebody else's by now.
  func giveBack() throws {
    let record = state.withLock { $0.record }
    try store.update(path) { bytes in
      guard let found = bytes.flatMap(LockRecord.init(bytes:)), found.isSameHolding(as: record) else { return }
      bytes = nil
    }
  }

  private func renew(_ change: (inout LockRecord) -> Void) throws {
    try state.withLock { state in
      guard !state.isLost else { return }
      var record = state.record
      change(&record)
      let bytes = try record.bytes
      let isOurs = try store.update(path) { present in
        if let found = present.flatMap(LockRecord.init(bytes:)), !found.isSameHolding(as: record) { return false }
        present = bytes
        return true
      }
      state.record = record
      state.isLost = !isOurs
    }
  }
}

extension StateStore {
  /// Holds the lock at a path for as long as the body runs, with a heartbeat that others can see.
  ///
  /// Throws `StateLockHeld` while somebody has it, and `StateLockLeft` where somebody went away with it and the claim
  /// does not name them. A body that ends, however it ends, gives the lock back; a process that dies does not.
  package func withLock<Result: Sendable>(
    _ path: String, for claim: LockClaim, clock: any WallClock, _ body: (HeldLock) async throws -> Result
  ) async throws -> Result {
    let result = try await exclusively(path) { () async throws -> Result in
      let lock = try HeldLock.take(path, for: claim, in: self, at: clock.now)
      // What is left behind is explained to whoever comes next; the outcome of the body is worth more.
      defer { try? lock.giveBack() }
      return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await lock.beat(by: clock) }
        defer { group.cancelAll() }
        return try await body(lock)
      }
    }
    if let result { return result }
    throw StateLockHeld(subject: claim.subject, record: try read(path).flatMap(LockRecord.init(bytes:)))
  }
}
