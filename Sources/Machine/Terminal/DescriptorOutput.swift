import Glibc
import Host
import Synchronization

/// A file descriptor of the process: standard output or standard error.
package final class DescriptorOutput: TextOutput {
  private let descriptor: Int32
  private let isBroken = Mutex(false)

  package static let standardOutput = DescriptorOutput(STDOUT_FILENO)
  package static let standardError = DescriptorOutput(STDERR_FILENO)

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  package var isTerminal: Bool { isatty(descriptor) == 1 }

  package var columns: Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes all of the text; after a reader has gone away, nothing more.
  ///
  /// NIO ignores SIGPIPE for the whole process, so the error is the only sign that nobody reads.
  package func write(_ text: String) {
    isBroken.withLock { isBroken in
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty, !isBroken {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if errno != EINTR {
          isBroken = true
        }
      }
    }
  }
}
