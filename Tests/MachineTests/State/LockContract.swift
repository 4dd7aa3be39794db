import FoundationEssentials
import Host
import Testing

/// How locks are held, shown, lost and taken over, in every store.
@Suite struct LockContract {
  private static let path = "devices/1/lock"
  private let clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_770_000_000))

  private func claim(_ owner: String, run: String? = nil, takeOver: Set<String> = []) -> LockClaim {
    LockClaim(subject: "this recorder", owner: owner, run: run, takeOver: takeOver)
  }

  private func record(in store: any StateStore) throws -> LockRecord? {
    try store.read(Self.path).flatMap(LockRecord.init(bytes:))
  }

  /// A lock as a killed process leaves it.
  private func leave(
    _ process: ProcessMark = ProcessMark(host: "here", id: 99_999_999, start: "0"), age: TimeInterval = 0,
    run: String? = "7f3c-91aa", in store: any StateStore
  ) throws {
    let since = clock.now.addingTimeInterval(-age)
    try store.write(
      LockRecord(owner: "lead@ops", process: process, run: run, since: since).bytes, to: Self.path)
  }

  @Test(arguments: StateStoreKind.allCases)
  func `a lock that is held names its holder, and is free again afterwards`(_ kind: StateStoreKind) async throws {
    try await kind.withTwo { here, elsewhere in
      try await here.withLock(Self.path, for: claim("lead@ops"), clock: clock) { lock in
        try lock.note(run: "7f3c-91aa")
        let error = await #expect(throws: StateLockHeld.self) {
          try await elsewhere.withLock(Self.path, for: claim("night", takeOver: ["lead@ops"]), clock: clock) { _ in }
        }
        #expect(error?.record?.owner == "lead@ops")
        #expect(error?.record?.run == "7f3c-91aa")
        #expect(error?.message.contains("since 2026-02-02T02:40:00Z, process 4711 on here, run 7f3c-91aa") == true)
      }
      #expect(try record(in: here) == nil)
      try await elsewhere.withLock(Self.path, for: claim("night"), clock: clock) { _ in }
    }
  }

  @Test(arguments: StateStoreKind.allCases)
  func `a body that fails or is cancelled gives the lock back`(_ kind: StateStoreKind) async throws {
    try await kind.with { store in
      await #expect(throws: CancellationError.self) {
        try await store.withLock(Self.path, for: claim("lead@ops"), clock: clock) { _ in throw CancellationError() }
      }
      let left = try record(in: store)
      #expect(left == nil)
    }
  }

  @Test(arguments: StateStoreKind.allCases)
  func `the heartbeat goes on as long as the body, and no longer`(_ kind: StateStoreKind) async throws {
    try await kind.with { store in
      try await store.withLock(Self.path, for: claim("lead@ops"), clock: clock) { _ in
        for _ in 0..<3 {
          let before = clock.now
          while try record(in: store).map({ $0.heartbeat <= before }) == true {
            try await clock.sleep(for: .seconds(5))
          }
        }
        #expect(try record(in: store)?.since == Date(timeIntervalSince1970: 1_770_000_000))
      }
      for _ in 0..<20 { try await clock.sleep(for: .seconds(15)) }
      #expect(try record(in: store) == nil)
    }
  }

  @Test(arguments: StateStoreKind.allCases)
  func `a lock whose process is gone is explained, and taken over by name only`(_ kind: StateStoreKind) async throws {
    try await kind.with { store in
      try leave(in: store)
      for names: Set<String> in [[], ["somebody else"], ["7f3c"], [""]] {
        let error = await #expect(throws: StateLockLeft.self) {
          try await store.withLock(Self.path, for: claim("night", takeOver: names), clock: clock) { _ in }
        }
        #expect(error?.isGone == true)
        #expect(error?.message.contains("left behind by lead@ops") == true)
        #expect(error?.message.contains("that process is gone") == true)
        #expect(error?.wayOut.contains("nvrctl resume 7f3c-91aa") == true)
        #expect(error?.wayOut.contains("--take-over lead@ops") == true)
      }
      #expect(try record(in: store)?.owner == "lead@ops")
      for name in ["lead@ops", "7f3c-91aa"] {
        try leave(in: store)
        let owner = try await store.withLock(Self.path, for: claim("night", takeOver: [name]), clock: clock) { _ in
          try record(in: store)?.owner
        }
        #expect(owner == "night")
        #expect(try record(in: store) == nil)
      }
    }
  }

  @Test(arguments: StateStoreKind.allCases)
  func `a silent holder on another machine is believed for two minutes`(_ kind: StateStoreKind) async throws {
    try await kind.with { store in
      for age in [-119.0, 0, 119] {
        try leave(StateStoreKind.elsewhere, age: age, in: store)
        await #expect(throws: StateLockHeld.self) {
          try await store.withLock(Self.path, for: claim("night", takeOver: ["lead@ops"]), clock: clock) { _ in }
        }
      }
      try leave(StateStoreKind.elsewhere, age: 121, run: nil, in: store)
      let error = await #expect(throws: StateLockLeft.self) {
        try await store.withLock(Self.path, for: claim("night"), clock: clock) { _ in }
      }
      #expect(error?.isGone == false)
      #expect(
        error?.wayOut == "make sure that nothing runs on elsewhere any more; then add  --take-over lead@ops")
      try await store.withLock(Self.path, for: claim("night", takeOver: ["lead@ops"]), clock: clock) { _ in }
    }
  }

  @Test(arguments: StateStoreKind.allCases)
  func `whoever was robbed of a lock knows it, and leaves it to its new holder`(_ kind: StateStoreKind) async throws {
    try await kind.with { store in
      try await store.withLock(Self.path, for: claim("lead@ops"), clock: clock) { lock in
        #expect(!lock.isLost)
        try store.write(
          LockRecord(owner: "night", process: StateStoreKind.elsewhere, since: clock.now).bytes, to: Self.path)
        try lock.note(run: "7f3c-91aa")
        #expect(lock.isLost)
      }
      #expect(try record(in: store)?.owner == "night")
    }
  }

  @Test(arguments: StateStoreKind.allCases)
  func `a record that cannot be read is a lock left behind by somebody unknown`(_ kind: StateStoreKind) async throws {
    try await kind.with { store in
      for bytes: [UInt8] in [[], Array("{\"owner\": \"lead@o".utf8)] {
        try store.write(bytes, to: Self.path)
        let error = await #expect(throws: StateLockLeft.self) {
          try await store.withLock(Self.path, for: claim("night", takeOver: ["lead@ops"]), clock: clock) { _ in }
        }
        #expect(error?.wayOut == "add  --take-over unknown")
        try await store.withLock(Self.path, for: claim("night", takeOver: ["unknown"]), clock: clock) { _ in }
      }
    }
  }
}
