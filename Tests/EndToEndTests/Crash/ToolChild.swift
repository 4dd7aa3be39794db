import Dispatch
import Glibc
import Synchronization

/// The program that was built beside the tests, run as a process of its own.
final class ToolChild: Sendable {
  private let process: pid_t
  private let ending: Task<End, Never>
  /// The number by which the system knows it.
  var id: pid_t { process }

  /// How a process ended.
  enum End: Sendable, Hashable {
    case exit(Int32)
    case signal(Int32)
  }

  /// Where the products of the package are.
  static let products: String = {
    var path = [CChar](repeating: 0, count: 4096)
    let length = max(0, readlink("/proc/self/exe", &path, path.count - 1))
    let executable = String(decoding: path.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return executable.split(separator: "/").dropLast().map { "/" + $0 }.joined()
  }()

  /// Starts the program, or a launcher that is given program and arguments; what it says goes to a file, which is its
  /// terminal where it leads a session of its own.
  init(
    _ arguments: [String], environment: [String: String], saying output: String, leading isLeader: Bool = false,
    through launcher: [String] = []
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    // A terminal belongs to a session only when its leader opens it for reading too (tty_ioctl(4)).
    let access = isLeader ? O_RDWR : O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, access, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    // A child that inherited a listening socket would keep the port open.
    for descriptor in STDERR_FILENO + 1..<1024 { posix_spawn_file_actions_addclose(&actions, descriptor) }
    let words = launcher + [Self.products + "/nvrctl"] + arguments
    let list = CStrings(words)
    let variables = CStrings(environment.map { "\($0)=\($1)" })
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID, which is no constant to Swift.
    if isLeader { posix_spawnattr_setflags(&attributes, 0x80) }
    var process: pid_t = 0
    let result = posix_spawn(&process, words[0], &actions, &attributes, list.list, variables.list)
    guard result == 0 else { throw NotStarted(reason: String(cString: strerror(result))) }
    self.process = process
    ending = Task.detached { await Self.end(of: process) }
  }

  /// Kills it and returns when it is dead.
  func kill() {
    Glibc.kill(process, SIGKILL)
    var information = siginfo_t()
    // Left to be collected by whoever waits for its end; one that was collected already is dead.
    waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT)
  }

  /// Sends it a signal.
  func signal(_ signal: Int32) { Glibc.kill(process, signal) }

  /// How it ended, once it has.
  func end() async -> End { await ending.value }

  /// Waits on a thread of its own, since the recorder needs those of the test to answer.
  private static func end(of process: pid_t) async -> End {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "nvrctl").async {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        continuation.resume(returning: signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal))
      }
    }
  }

  /// A process that could not be started.
  struct NotStarted: Error {
    var reason: String
  }
}

/// Strings as the system wants them.
private final class CStrings {
  private(set) var list: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) { list = strings.map { strdup($0) } + [nil] }

  deinit { list.forEach { free($0) } }
}
