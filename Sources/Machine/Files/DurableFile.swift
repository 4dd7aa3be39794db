import Glibc
import Host

/// Replacing a file so that a crash leaves either the old or the new bytes (platform: rename is atomic).
enum DurableFile {
  /// Writes beside the file, syncs, renames over it and syncs the folder.
  static func replace(_ file: String, with bytes: [UInt8], mode: mode_t = 0o600) throws(OpenFile.Failure) {
    let fresh = "\(file).\(getpid()).\(UInt32.random(in: 0 ... .max)).new"
    do throws(OpenFile.Failure) {
      let open = try OpenFile(fresh, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
      try open.writeAll(bytes)
      try open.synchronize()
      if rename(fresh, file) != 0 { throw OpenFile.Failure(operation: "rename", code: errno) }
    } catch {
      unlink(fresh)
      throw error
    }
    try synchronizeFolder(of: file)
  }

  /// Returns once the name of the file is on the disk.
  static func synchronizeFolder(of file: String) throws(OpenFile.Failure) {
    let parts = file.split(separator: "/").dropLast()
    let folder = (file.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    try OpenFile(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY).synchronize()
  }
}
