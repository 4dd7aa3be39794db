import FoundationEssentials
import Glibc
package import Host

/// The files of this machine.
package struct LocalFileSystem: FileSystem {
  package init() {}

  package func kind(of path: String) -> FileKind? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    return switch facts.st_mode & S_IFMT {
    case S_IFDIR: .folder
    case S_IFREG: .file
    default: .stream
    }
  }

  package func truePath(of path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  package func read(_ path: String, limit: Int) throws -> [UInt8] {
    let bytes: [UInt8]
    do {
      bytes = try OpenFile(path, O_RDONLY).readAll(limit: limit)
    } catch {
      throw FileError(path: path, reason: error.reason)
    }
    if bytes.count > limit { throw FileError(path: path, reason: "the file is larger than \(limit) bytes") }
    return bytes
  }

  package func names(in folder: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw FileError(path: folder, reason: "the folder cannot be listed")
    }
  }

  package func write(_ bytes: [UInt8], to path: String, for readers: FileReaders) throws {
    do {
      try makeFolders(above: path, mode: readers == .owner ? 0o700 : 0o755)
      // What is no file cannot be replaced by one: `/dev/stdout` is written to.
      if kind(of: path) == .stream { return try OpenFile(path, O_WRONLY).writeAll(bytes) }
      try DurableFile.replace(path, with: bytes, mode: readers == .owner ? 0o600 : 0o644)
    } catch let failure as OpenFile.Failure {
      throw FileError(path: path, reason: failure.reason)
    }
  }

  /// Makes what is missing of the way to a file.
  private func makeFolders(above path: String, mode: mode_t) throws(FileError) {
    var folder = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      if kind(of: folder) == .folder { continue }
      if mkdir(folder, mode) != 0, errno != EEXIST { throw FileError(path: path, reason: "its folder cannot be made") }
    }
  }
}
