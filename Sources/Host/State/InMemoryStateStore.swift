import Synchronization

/// State that is gone with the process, for tests and the demo.
package final class InMemoryStateStore: StateStore {
  private struct Contents {
    var files: [String: [UInt8]] = [:]
    var held: Set<String> = []
  }

  /// What all stores on the same memory share.
  private final class Memory: Sendable {
    let contents = Mutex(Contents())
  }

  private let memory: Memory
  package let ownProcess: ProcessMark

  /// An empty store, used by a process that need not be the real one.
  package init(process: ProcessMark = ProcessMark(host: "memory", id: 1, start: "1")) {
    memory = Memory()
    ownProcess = process
  }

  /// The same state as another process has it.
  package init(sharing store: InMemoryStateStore, as process: ProcessMark) {
    memory = store.memory
    ownProcess = process
  }

  package func read(_ path: String) throws -> [UInt8]? {
    memory.contents.withLock { $0.files[path] }
  }

  package func write(_ bytes: [UInt8], to path: String) throws {
    memory.contents.withLock { $0.files[path] = bytes }
  }

  package func create(_ bytes: [UInt8], at path: String) throws -> Bool {
    memory.contents.withLock { contents in
      guard contents.files[path] == nil else { return false }
      contents.files[path] = bytes
      return true
    }
  }

  package func append(_ bytes: [UInt8], to path: String) throws {
    memory.contents.withLock { $0.files[path, default: []] += bytes }
  }

  package func update<Result: Sendable>(
    _ path: String, _ body: (inout [UInt8]?) throws -> Result
  ) throws -> Result {
    try memory.contents.withLock { contents in
      var bytes = contents.files[path]
      let result = try body(&bytes)
      contents.files[path] = bytes
      return result
    }
  }

  package func list(_ path: String) throws -> [String] {
    let prefix = path.isEmpty ? "" : path + "/"
    let names = memory.contents.withLock { contents in
      contents.files.keys.compactMap { key -> String? in
        guard key.hasPrefix(prefix) else { return nil }
        return key.dropFirst(prefix.count).split(separator: "/").first.map(String.init)
      }
    }
    return Set(names).sorted()
  }

  package func exclusively<Result: Sendable>(
    _ path: String, _ body: () async throws -> Result
  ) async throws -> Result? {
    guard memory.contents.withLock({ $0.held.insert(path).inserted }) else { return nil }
    defer { memory.contents.withLock { _ = $0.held.remove(path) } }
    return try await body()
  }

  package func isAlive(_ process: ProcessMark) -> Bool? {
    process.host == ownProcess.host ? process == ownProcess : nil
  }

  package func location(of path: String) -> String { "memory:\(path)" }
}
