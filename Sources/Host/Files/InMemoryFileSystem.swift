import Synchronization

/// Files that exist only in the process, for tests.
package final class InMemoryFileSystem: FileSystem {
  private let files: Mutex<[String: [UInt8]]>

  package init(_ files: [String: String] = [:]) {
    self.files = Mutex(files.mapValues { Array($0.utf8) })
  }

  package func kind(of path: String) -> FileKind? {
    files.withLock { files in
      if files[path] != nil { return .file }
      return files.keys.contains { $0.hasPrefix(path + "/") } ? .folder : nil
    }
  }

  package func truePath(of path: String) -> String { path }

  package func read(_ path: String, limit: Int) throws -> [UInt8] {
    guard let bytes = files.withLock({ $0[path] }) else {
      throw FileError(path: path, reason: kind(of: path) == .folder ? "Is a directory" : "No such file or directory")
    }
    if bytes.count > limit { throw FileError(path: path, reason: "the file is larger than \(limit) bytes") }
    return bytes
  }

  package func names(in folder: String) throws -> [String] {
    let names = files.withLock { files in
      files.keys.filter { $0.hasPrefix(folder + "/") }
        .compactMap { $0.dropFirst(folder.count + 1).split(separator: "/").first.map(String.init) }
    }
    if names.isEmpty { throw FileError(path: folder, reason: "the folder cannot be listed") }
    return Set(names).sorted()
  }

  package func write(_ bytes: [UInt8], to path: String, for readers: FileReaders) throws {
    files.withLock { $0[path] = bytes }
  }
}
