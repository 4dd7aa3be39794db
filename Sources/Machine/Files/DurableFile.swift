import Glibc
import Host

/// Changing a file as a whole, so that a crash leaves either the old or the new (platform: rename is atomic).
enum DurableFile {
  /// Writes beside the file, syncs, renames over it and syncs the folder.
  static func replace(_ file: String, with bytes: [UInt8], mode: mode_t = 0o600) throws(OpenFile.Failure) {
    let fresh = freshName(beside: file)
    do throws(OpenFile.Failure) {
      try write(bytes, to: fresh, mode: mode)
      if rename(fresh, file) != 0 { throw OpenFile.Failure(operation: "rename", code: errno) }
    } catch {
      unlink(fresh)
      throw error
    }
    try synchronizeFolder(of: file)
  }

  /// Writes beside the file, syncs, and gives it its name only where nothing has it; false otherwise.
  static func create(_ file: String, with bytes: [UInt8]) throws(OpenFile.Failure) -> Bool {
    let fresh = freshName(beside: file)
    defer { unlink(fresh) }
    try write(bytes, to: fresh, mode: 0o600)
    // Unlike a rename, a link never takes the place of another file, on shared folders too.
    if link(fresh, file) != 0 {
      if errno == EEXIST { return false }
      throw OpenFile.Failure(operation: "link", code: errno)
    }
    try synchronizeFolder(of: file)
    return true
  }

  /// Takes a file away, where there is one, and syncs the folder.
  static func remove(_ file: String) throws(OpenFile.Failure) {
    if unlink(file) != 0 {
      if errno == ENOENT { return }
      throw OpenFile.Failure(operation: "remove", code: errno)
    }
    try synchronizeFolder(of: file)
  }

  private static func write(_ bytes: [UInt8], to file: String, mode: mode_t) throws(OpenFile.Failure) {
    let open = try OpenFile(file, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
    try open.writeAll(bytes)
    try open.synchronize()
  }

  private static func freshName(beside file: String) -> String {
    "\(file).\(getpid()).\(UInt32.random(in: 0 ... .max)).new"
  }

  /// Returns once the name of the file is on the disk.
  static func synchronizeFolder(of file: String) throws(OpenFile.Failure) {
    let parts = file.split(separator: "/").dropLast()
    let folder = (file.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    try OpenFile(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY).synchronize()
  }
}
