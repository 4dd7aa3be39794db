import Glibc
import Host

/// A program run for its output: an argument list, never a shell, and no longer than it may take.
struct ChildProgram: Sendable {
  var arguments: [String]
  var environment: [String: String]

  /// A program that gave no output to use.
  struct Failure: Error {
    /// Why, in plain words; nothing of what the program printed.
    var reason: String
  }

  /// Runs the program and gives its standard output; what it says on standard error is not shown.
  func output(limit: Int, timeLimit: Duration) async throws -> [UInt8] {
    let (identifier, pipe) = try start()
    let deadline = ContinuousClock.now + timeLimit
    var status: Int32 = 0
    let bytes: [UInt8]
    do {
      bytes = try await read(pipe, limit: limit, until: deadline)
      while waitpid(identifier, &status, WNOHANG) == 0 { try await pause(until: deadline) }
    } catch {
      kill(identifier, SIGKILL)
      waitpid(identifier, &status, 0)
      throw error
    }
    try Self.check(status)
    return bytes
  }

  private func start() throws -> (pid_t, PipeEnd) {
    guard let program = arguments.first else { throw Failure(reason: "no program is named") }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Failure(reason: "no pipe could be made") }
    let reading = PipeEnd(ends[0])
    let writing = PipeEnd(ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)

    var identifier: pid_t = 0
    let result = Self.withCStrings(arguments) { arguments in
      Self.withCStrings(environment.map { "\($0)=\($1)" }.sorted()) { environment in
        posix_spawnp(&identifier, program, &actions, nil, arguments, environment)
      }
    }
    _ = consume writing
    guard result == 0 else {
      throw Failure(reason: "\(program) could not be started: \(String(cString: strerror(result)))")
    }
    return (identifier, reading)
  }

  private func read(_ pipe: PipeEnd, limit: Int, until deadline: ContinuousClock.Instant) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(pipe.descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count > 0 {
        bytes += chunk[..<count]
        if bytes.count > limit { throw Failure(reason: "its output is larger than \(limit) bytes") }
      } else {
        try await pause(until: deadline)
      }
    }
  }

  private static func check(_ status: Int32) throws {
    let code = (status >> 8) & 0xFF
    if status & 0x7F != 0 { throw Failure(reason: "the program was killed by signal \(status & 0x7F)") }
    if code != 0 { throw Failure(reason: "the program ended with exit code \(code); run it by hand to see why") }
  }

  private func pause(until deadline: ContinuousClock.Instant) async throws {
    if ContinuousClock.now > deadline { throw Failure(reason: "the program took too long") }
    try await Task.sleep(for: .milliseconds(5))
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    var list = copies + [nil]
    return list.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("a list with its end mark is not empty") }
      return body(start)
    }
  }
}

/// One end of a pipe, closed when its owner goes.
private final class PipeEnd: Sendable {
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }
}
