package import FoundationEssentials
import Glibc
import Host

/// State kept in a folder: files for their owner alone, replaced as a whole, on the disk before a call returns.
package struct FileStateStore: StateStore {
  private let root: String

  /// A store below a folder, which is made when the first thing is kept.
  package init(root: String) { self.root = root }

  package func read(_ path: String) throws -> [UInt8]? {
    let file = try absolute(path)
    do {
      return try OpenFile(file, O_RDONLY).readAll(limit: Int.max - 1)
    } catch  where error.code == ENOENT {
      return nil
    } catch {
      throw StateError(path: file, operation: error.operation, reason: error.reason)
    }
  }

  package func write(_ bytes: [UInt8], to path: String) throws {
    let file = try absolute(path)
    try makeFolders(for: path)
    try explaining(file) { () throws(OpenFile.Failure) in
      try DurableFile.replace(file, with: bytes)
    }
  }

  package func append(_ bytes: [UInt8], to path: String) throws {
    let file = try absolute(path)
    try makeFolders(for: path)
    try explaining(file) { () throws(OpenFile.Failure) in
      let isNew = access(file, F_OK) != 0
      let open = try OpenFile(file, O_WRONLY | O_APPEND | O_CREAT)
      try open.writeAll(bytes)
      try open.synchronizeContents()
      if isNew { try DurableFile.synchronizeFolder(of: file) }
    }
  }

  package func list(_ path: String) throws -> [String] {
    let folder = try absolute(path)
    guard access(folder, F_OK) == 0 else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      throw StateError(path: folder, operation: "list", reason: String(cString: strerror(errno)))
    }
  }

  package func withLock<Result: Sendable>(
    _ path: String, owner: String, at time: Date, _ body: () async throws -> Result
  ) async throws -> Result {
    let file = try absolute(path)
    try makeFolders(for: path)
    let held = try lock(file, owner: "\(owner), since \(time.formatted(.iso8601))")
    let result: Swift.Result<Result, any Error>
    do {
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
    try? held.truncate()
    return try result.get()
  }

  package func location(of path: String) -> String { path.isEmpty ? root : root + "/" + path }

  /// Opens and locks a file; the lock goes with the descriptor, also when the process dies.
  private func lock(_ file: String, owner: String) throws -> OpenFile {
    do {
      let open = try OpenFile(file, O_RDWR | O_CREAT)
      guard try open.tryLock() else {
        let holder = String(decoding: try open.readAll(limit: 512), as: UTF8.self)
        throw StateLockHeld(path: file, owner: holder.isEmpty ? "another nvrctl" : holder)
      }
      try open.truncate()
      try open.writeAll(Array(owner.utf8))
      return open
    } catch let failure as OpenFile.Failure {
      throw StateError(path: file, operation: failure.operation, reason: failure.reason)
    }
  }

  /// The whole path; what would lead out of the folder is refused.
  private func absolute(_ path: String) throws -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isInside = path.isEmpty || parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.contains("\0") }
    guard isInside else { throw StateError(path: path, operation: "find", reason: "the path leaves the state folder") }
    return location(of: path)
  }

  private func makeFolders(for path: String) throws {
    let folder = location(of: path.split(separator: "/").dropLast().joined(separator: "/"))
    var made = folder.hasPrefix("/") ? "" : "."
    for part in folder.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o700) != 0, errno != EEXIST {
        throw StateError(path: made, operation: "make folder", reason: String(cString: strerror(errno)))
      }
    }
  }

  private func explaining<Result>(
    _ file: String, _ body: () throws(OpenFile.Failure) -> Result
  ) throws(StateError) -> Result {
    do {
      return try body()
    } catch {
      throw StateError(path: file, operation: error.operation, reason: error.reason)
    }
  }
}
