import Glibc
import Host

/// A file descriptor that is closed when its owner goes.
struct OpenFile: ~Copyable {
  private let descriptor: Int32

  /// What the system said when it would not do something.
  struct Failure: Error {
    var operation: String
    var code: Int32

    /// The reason in the system's own words.
    var reason: String { String(cString: strerror(code)) }
  }

  init(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(Failure) {
    descriptor = open(path, flags | O_CLOEXEC, mode)
    if descriptor < 0 { throw Failure(operation: "open", code: errno) }
  }

  deinit { close(descriptor) }

  /// Everything from the current position to the end, but at most one byte more than the limit.
  func readAll(limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &chunk, min(chunk.count, limit + 1 - bytes.count))
      if count == 0 { break }
      if count > 0 {
        bytes += chunk[..<count]
      } else if errno != EINTR {
        throw Failure(operation: "read", code: errno)
      }
    }
    return bytes
  }

  /// Writes everything, however often the system takes only a part.
  func writeAll(_ bytes: [UInt8]) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        throw Failure(operation: "write", code: errno)
      }
    }
  }

  /// Returns once the file is on the disk, with its size and times.
  func synchronize() throws(Failure) {
    if fsync(descriptor) != 0 { throw Failure(operation: "sync", code: errno) }
  }

  /// Returns once the bytes of the file are on the disk.
  func synchronizeContents() throws(Failure) {
    if fdatasync(descriptor) != 0 { throw Failure(operation: "sync", code: errno) }
  }

  /// Takes the lock of the file; false when another process, or another opening, has it.
  func tryLock() throws(Failure) -> Bool {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return false }
      if errno != EINTR { throw Failure(operation: "lock", code: errno) }
    }
    return true
  }

  /// Gives the lock free at once: closing alone leaves it to a child that was forked and has not begun its program yet.
  func unlock() { flock(descriptor, LOCK_UN) }

  /// Takes the lock of the file, which others hold for moments only; throws when it is not to be had.
  func lock(within limit: Duration) throws(Failure) {
    let end = ContinuousClock.now + limit
    while !(try tryLock()) {
      if ContinuousClock.now >= end { throw Failure(operation: "lock", code: ETIMEDOUT) }
      usleep(2_000)
    }
  }
}
