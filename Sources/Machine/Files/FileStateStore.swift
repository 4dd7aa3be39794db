import FoundationEssentials
import Glibc
package import Host

/// State kept in a folder: files for their owner alone, replaced as a whole, on the disk before a call returns.
///
/// Beside a file that several processes change stand hidden ones that are locked meanwhile. The system gives such a
/// lock free when its process dies; they are never removed, since a lock on a file without a name reaches nobody.
package struct FileStateStore: StateStore {
  private let root: String
  package let ownProcess: ProcessMark

  /// How long another process may take for one change of a file.
  private static let patience = Duration.seconds(10)

  /// A store below a folder, which is made when the first thing is kept.
  package init(root: String, process: ProcessMark = .current) {
    self.root = root
    ownProcess = process
  }

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

  package func create(_ bytes: [UInt8], at path: String) throws -> Bool {
    let file = try absolute(path)
    try makeFolders(for: path)
    return try explaining(file) { () throws(OpenFile.Failure) in try DurableFile.create(file, with: bytes) }
  }

  package func update<Result: Sendable>(
    _ path: String, _ body: (inout [UInt8]?) throws -> Result
  ) throws -> Result {
    let file = try absolute(path)
    try makeFolders(for: path)
    let guardian = try explaining(file) { () throws(OpenFile.Failure) in
      try OpenFile(hidden(file, "change"), O_RDWR | O_CREAT)
    }
    try explaining(file) { () throws(OpenFile.Failure) in try guardian.lock(within: Self.patience) }
    defer { guardian.unlock() }
    let before = try read(path)
    var bytes = before
    let result = try body(&bytes)
    if bytes != before {
      try explaining(file) { () throws(OpenFile.Failure) in
        if let bytes { try DurableFile.replace(file, with: bytes) } else { try DurableFile.remove(file) }
      }
    }
    return result
  }

  package func exclusively<Result: Sendable>(
    _ path: String, _ body: () async throws -> Result
  ) async throws -> Result? {
    let file = try absolute(path)
    try makeFolders(for: path)
    let guardian = try explaining(file) { () throws(OpenFile.Failure) in
      try OpenFile(hidden(file, "holder"), O_RDWR | O_CREAT)
    }
    guard try explaining(file, { () throws(OpenFile.Failure) in try guardian.tryLock() }) else { return nil }
    defer { guardian.unlock() }
    return try await body()
  }

  package func isAlive(_ process: ProcessMark) -> Bool? {
    process.host == ownProcess.host ? process.isRunning : nil
  }

  package func location(of path: String) -> String { path.isEmpty ? root : root + "/" + path }

  /// A file beside another one that lists do not show.
  private func hidden(_ file: String, _ purpose: String) -> String {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    return (parts.dropLast() + [".\(parts.last ?? "").\(purpose)"]).joined(separator: "/")
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

  private func explaining<Result: ~Copyable>(
    _ file: String, _ body: () throws(OpenFile.Failure) -> Result
  ) throws(StateError) -> Result {
    do {
      return try body()
    } catch {
      throw StateError(path: file, operation: error.operation, reason: error.reason)
    }
  }
}
