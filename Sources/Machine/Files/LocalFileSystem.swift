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

  package func write(_ bytes: [UInt8], to path: String) throws {
    do {
      let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      if !folder.isEmpty { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
      // What is no file cannot be replaced by one: `/dev/stdout` is written to.
      if kind(of: path) == .stream { return try OpenFile(path, O_WRONLY).writeAll(bytes) }
      try DurableFile.replace(path, with: bytes, mode: 0o644)
    } catch let failure as OpenFile.Failure {
      throw FileError(path: path, reason: failure.reason)
    } catch {
      throw FileError(path: path, reason: "its folder cannot be made")
    }
  }
}
