import FoundationEssentials
import Host
import Machine
import TestSupport
import Testing

@Suite struct FileStateStoreTests {
  private let now = Date(timeIntervalSince1970: 1_770_000_000)

  @Test func `what was written is read, and nothing is read where nothing was written`() async throws {
    try await TemporaryFolder.with { folder in
      let store = FileStateStore(root: folder + "/state")
      #expect(try store.read("devices/1/pin.json") == nil)
      try store.write([1, 2, 3], to: "devices/1/pin.json")
      try store.write([4], to: "devices/1/pin.json")
      #expect(try store.read("devices/1/pin.json") == [4])
      #expect(try store.list("devices") == ["1"])
      #expect(try store.list("devices/1") == ["pin.json"])
      #expect(try store.list("runs") == [])
    }
  }

  @Test func `appended bytes stand behind those before`() async throws {
    try await TemporaryFolder.with { folder in
      let store = FileStateStore(root: folder)
      try store.append([1], to: "runs/a/journal.jsonl")
      try store.append([2, 3], to: "runs/a/journal.jsonl")
      #expect(try store.read("runs/a/journal.jsonl") == [1, 2, 3])
    }
  }

  @Test func `files and folders are for their owner alone`() async throws {
    try await TemporaryFolder.with { folder in
      let store = FileStateStore(root: folder + "/state")
      try store.write([1], to: "devices/1/pin.json")
      try store.append([1], to: "devices/1/journal")
      func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: folder + path)[.posixPermissions] as? Int
      }
      #expect(try mode("/state") == 0o700)
      #expect(try mode("/state/devices/1") == 0o700)
      #expect(try mode("/state/devices/1/pin.json") == 0o600)
      #expect(try mode("/state/devices/1/journal") == 0o600)
    }
  }

  @Test(arguments: ["../outside", "/etc/passwd", "a/../../b", "a//b", "./a"])
  func `a path that leads out of the folder is refused`(_ path: String) async throws {
    try await TemporaryFolder.with { folder in
      let store = FileStateStore(root: folder)
      #expect(throws: StateError.self) { try store.write([1], to: path) }
      #expect(throws: StateError.self) { _ = try store.read(path) }
    }
  }

  @Test func `a lock that is held names its holder, and is free again afterwards`() async throws {
    try await TemporaryFolder.with { folder in
      let store = FileStateStore(root: folder)
      try await store.withLock("devices/1/lock", owner: "run a", at: now) {
        let error = await #expect(throws: StateLockHeld.self) {
          try await store.withLock("devices/1/lock", owner: "run b", at: now) {}
        }
        #expect(error?.owner == "run a, since 2026-02-02T02:40:00Z")
      }
      try await store.withLock("devices/1/lock", owner: "run b", at: now) {}
    }
  }
}
