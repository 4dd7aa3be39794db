import Host
import Testing

/// What every store of state keeps, whoever stands behind it.
@Suite struct StateStoreContract {
  @Test(arguments: StateStoreKind.allCases)
  func `what was written is read, and nothing is read where nothing was written`(_ kind: StateStoreKind) async throws {
    try await kind.with { store in
      #expect(try store.read("devices/1/pin.json") == nil)
      try store.write([1, 2, 3], to: "devices/1/pin.json")
      try store.write([4], to: "devices/1/pin.json")
      #expect(try store.read("devices/1/pin.json") == [4])
      #expect(try store.list("devices") == ["1"])
      #expect(try store.list("devices/1") == ["pin.json"])
      #expect(try store.list("runs") == [])
    }
  }

  @Test(arguments: StateStoreKind.allCases)
  func `appended bytes stand behind those before`(_ kind: StateStoreKind) async throws {
    try await kind.with { store in
      try store.append([1], to: "runs/a/journal.jsonl")
      try store.append([2, 3], to: "runs/a/journal.jsonl")
      #expect(try store.read("runs/a/journal.jsonl") == [1, 2, 3])
    }
  }

  @Test(arguments: StateStoreKind.allCases)
  func `a file is created once`(_ kind: StateStoreKind) async throws {
    try await kind.withTwo { here, elsewhere in
      let created = [try here.create([1], at: "resets/a"), try elsewhere.create([2], at: "resets/a")]
      #expect(created == [true, false])
      #expect(try elsewhere.read("resets/a") == [1])
      #expect(try here.list("resets") == ["a"])
    }
  }

  @Test(arguments: StateStoreKind.allCases)
  func `an update sees what is there and leaves what it says`(_ kind: StateStoreKind) async throws {
    try await kind.with { store in
      let before = try store.update("a/b") { bytes in
        defer { bytes = [1] }
        return bytes
      }
      #expect(before == nil)
      try store.update("a/b") { $0?.append(2) }
      #expect(try store.read("a/b") == [1, 2])
      #expect(throws: Refused.self) {
        try store.update("a/b") { bytes in
          bytes = nil
          throw Refused()
        }
      }
      try store.update("a/b") { $0 = nil }
      #expect(try store.read("a/b") == nil)
      #expect(try store.list("a") == [])
    }
  }

  @Test(arguments: StateStoreKind.allCases)
  func `no update is lost when many write at once`(_ kind: StateStoreKind) async throws {
    try await kind.withTwo { here, elsewhere in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<40 {
          let store = number.isMultiple(of: 2) ? here : elsewhere
          group.addTask { try store.update("devices/1/ledger.json") { $0 = ($0 ?? []) + [UInt8(number)] } }
        }
        try await group.waitForAll()
      }
      #expect(try here.read("devices/1/ledger.json").map { $0.sorted() } == Array(0..<40))
    }
  }

  @Test(arguments: StateStoreKind.allCases)
  func `one body at a time runs for a path`(_ kind: StateStoreKind) async throws {
    try await kind.withTwo { here, elsewhere in
      let inner = try await here.exclusively("a/lock") {
        [try await elsewhere.exclusively("a/lock") { 1 }, try await elsewhere.exclusively("b/lock") { 2 }]
      }
      #expect(inner == [nil, 2])
      await #expect(throws: Refused.self) { try await here.exclusively("a/lock") { throw Refused() } }
      #expect(try await elsewhere.exclusively("a/lock") { 3 } == 3)
    }
  }

  private struct Refused: Error {}
}
