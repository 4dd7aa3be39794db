import Glibc
package import Host
import Synchronization

/// A file descriptor of the process: standard output or standard error.
package final class DescriptorOutput: TextOutput {
  private let descriptor: Int32
  private let broken = Mutex<OutputFailure?>(nil)

  package static let standardOutput = DescriptorOutput(STDOUT_FILENO)
  package static let standardError = DescriptorOutput(STDERR_FILENO)

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  package var isTerminal: Bool { isatty(descriptor) == 1 }

  package var columns: Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  package var failure: OutputFailure? { broken.withLock { $0 } }

  /// Writes all of the text; after a reader has gone away, or the disk is full, nothing more.
  ///
  /// NIO ignores SIGPIPE for the whole process, so the error is the only sign that nobody reads.
  package func write(_ text: String) {
    broken.withLock { broken in
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty, broken == nil {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        let code = errno
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if code == EAGAIN {
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if code == EPIPE {
          broken = .readerGone
        } else if code != EINTR {
          broken = .refused(reason: String(cString: strerror(code)))
        }
      }
    }
  }

  /// Puts something in the place of standard streams that the process was started without.
  ///
  /// The first file that is opened would otherwise take the number, and results would be written into it.
  package static func fillStandardStreams() {
    for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(number, F_GETFD) == -1 {
      // Takes the lowest free number, which is this one; open for reading, so that writing fails as before.
      _ = open("/dev/null", O_RDONLY)
    }
  }
}
