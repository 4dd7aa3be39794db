package import FoundationEssentials
import Synchronization

/// State that is gone with the process, for tests and the demo.
package final class InMemoryStateStore: StateStore {
  private struct Contents {
    var files: [String: [UInt8]] = [:]
    var locks: [String: String] = [:]
  }

  private let contents = Mutex(Contents())

  package init() {}

  package func read(_ path: String) throws -> [UInt8]? {
    contents.withLock { $0.files[path] }
  }

  package func write(_ bytes: [UInt8], to path: String) throws {
    contents.withLock { $0.files[path] = bytes }
  }

  package func append(_ bytes: [UInt8], to path: String) throws {
    contents.withLock { $0.files[path, default: []] += bytes }
  }

  package func list(_ path: String) throws -> [String] {
    let prefix = path.isEmpty ? "" : path + "/"
    let names = contents.withLock { contents in
      contents.files.keys.compactMap { key -> String? in
        guard key.hasPrefix(prefix) else { return nil }
        return key.dropFirst(prefix.count).split(separator: "/").first.map(String.init)
      }
    }
    return Set(names).sorted()
  }

  package func withLock<Result: Sendable>(
    _ path: String, owner: String, at time: Date, _ body: () async throws -> Result
  ) async throws -> Result {
    let holder = contents.withLock { contents -> String? in
      if let holder = contents.locks[path] { return holder }
      contents.locks[path] = owner
      return nil
    }
    if let holder { throw StateLockHeld(path: path, owner: holder) }
    defer { contents.withLock { $0.locks[path] = nil } }
    return try await body()
  }

  package func location(of path: String) -> String { "memory:\(path)" }
}
