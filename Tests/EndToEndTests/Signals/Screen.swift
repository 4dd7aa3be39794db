import Dispatch
import Glibc
import Synchronization

/// Where a program speaks to: a pipe, or a terminal with a keyboard.
final class Screen: Sendable {
  /// What the program opens.
  let path: String
  let isTerminal: Bool
  private let descriptor: Int32
  private let heard = Mutex("")
  private let chunks: AsyncStream<Void>

  /// What a test writes into a pipe when nobody else does any more.
  private static let end: UInt8 = 0

  private init(path: String, isTerminal: Bool, descriptor: Int32) {
    self.path = path
    self.isTerminal = isTerminal
    self.descriptor = descriptor
    let (chunks, chunk) = AsyncStream.makeStream(of: Void.self)
    self.chunks = chunks
    DispatchQueue(label: "screen").async { [self] in
      var bytes = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(descriptor, &bytes, bytes.count)
        guard count > 0 else { break }
        let said = bytes[..<count].filter { $0 != Self.end }
        heard.withLock { $0 += String(decoding: said, as: UTF8.self) }
        chunk.yield()
        if bytes[..<count].contains(Self.end) { break }
      }
      chunk.finish()
      close(descriptor)
    }
  }

  /// A pipe that has a name in a folder.
  static func pipe(in folder: String) throws -> Screen {
    let path = folder + "/screen"
    unlink(path)
    // Read and written here, so that opening it waits for nobody.
    guard mkfifo(path, 0o600) == 0, case let descriptor = open(path, O_RDWR | O_CLOEXEC), descriptor >= 0 else {
      throw NotOpened(reason: String(cString: strerror(errno)))
    }
    return Screen(path: path, isTerminal: false, descriptor: descriptor)
  }

  /// A terminal of eighty columns.
  static func terminal() throws -> Screen {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var lock: Int32 = 0
    var number: UInt32 = 0
    var size = winsize(ws_row: 40, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    // TIOCSPTLCK and TIOCGPTN, which no header shows to Swift (ioctl_tty(2)).
    guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0,
      ioctl(master, UInt(TIOCSWINSZ), &size) == 0
    else { throw NotOpened(reason: String(cString: strerror(errno))) }
    return Screen(path: "/dev/pts/\(number)", isTerminal: true, descriptor: master)
  }

  /// Everything that was said so far.
  var text: String { heard.withLock { $0 } }

  /// Presses Ctrl-C.
  func pressControlC() { send(3) }

  /// Tells a pipe that nobody writes to it any more; a terminal knows.
  func close() { if !isTerminal { send(Self.end) } }

  /// Returns once the words were said, or when nobody can say them any more.
  func hears(_ words: String) async {
    if text.contains(words) { return }
    for await _ in chunks where text.contains(words) { return }
  }

  private func send(_ byte: UInt8) {
    var byte = byte
    write(descriptor, &byte, 1)
  }

  private func close(_ descriptor: Int32) { Glibc.close(descriptor) }

  /// A screen that could not be had.
  struct NotOpened: Error {
    var reason: String
  }
}
