import FoundationEssentials
import Glibc
import Host
import Machine
import TestSupport
import Testing

/// What only a store of files has to keep.
@Suite struct FileStateStoreTests {
  private let clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_770_000_000))
  private let claim = LockClaim(subject: "this recorder", owner: "lead@ops")

  @Test func `files and folders are for their owner alone, whatever the umask`() async throws {
    let before = umask(0)
    defer { umask(before) }
    try await TemporaryFolder.with { folder in
      let store = FileStateStore(root: folder + "/state")
      try store.write([1], to: "devices/1/pin.json")
      try store.append([1], to: "runs/a/journal.jsonl")
      _ = try store.create([1], at: "resets/a")
      try store.update("devices/1/ledger.json") { $0 = [1] }
      try await store.withLock("devices/1/lock", for: claim, clock: clock) { _ in
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder + "/state")
        #expect(names.contains("devices/1/lock"))
        for name in names + [""] {
          let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/state/\(name)")
          let mode = attributes[.posixPermissions] as? Int
          let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
          #expect(mode == (isFolder ? 0o700 : 0o600), "\(name)")
        }
      }
    }
  }

  @Test(arguments: ["../outside", "/etc/passwd", "a/../../b", "a//b", "./a"])
  func `a path that leads out of the folder is refused`(_ path: String) async throws {
    try await TemporaryFolder.with { folder in
      let store = FileStateStore(root: folder)
      #expect(throws: StateError.self) { try store.write([1], to: path) }
      #expect(throws: StateError.self) { _ = try store.read(path) }
      #expect(throws: StateError.self) { _ = try store.create([1], at: path) }
      #expect(throws: StateError.self) { try store.update(path) { $0 = [1] } }
    }
  }

  @Test func `a process of this machine is alive as long as it runs, and its number is not enough`() async throws {
    let store = FileStateStore(root: "/nonexistent")
    let mine = ProcessMark.current
    #expect(store.isAlive(mine) == true)
    var later = mine
    later.start += "0"
    #expect(store.isAlive(later) == false)
    #expect(store.isAlive(ProcessMark(host: mine.host, id: 99_999_999, start: mine.start)) == false)
    #expect(store.isAlive(ProcessMark(host: mine.host + "x", id: mine.id, start: mine.start)) == nil)
  }

  @Test func `a lock of a process that lives is held even where the folder knows no locks between processes`()
    async throws
  {
    try await TemporaryFolder.with { folder in
      let store = FileStateStore(root: folder, process: ProcessMark(host: ProcessMark.current.host, id: 1, start: ""))
      let record = LockRecord(owner: "lead@ops", process: .current, since: clock.now)
      try store.write(record.bytes, to: "devices/1/lock")
      await #expect(throws: StateLockHeld.self) {
        try await store.withLock("devices/1/lock", for: claim, clock: clock) { _ in }
      }
    }
  }
}
