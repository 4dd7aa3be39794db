import Glibc

/// A program with its arguments and its whole environment.
struct Program {
  /// The file to run, found along `PATH` where it has no slash.
  var name: String
  var arguments: [String]
  var environment: [String: String]

  init(_ name: String, _ arguments: [String] = [], environment: [String: String] = [:]) {
    self.name = name
    self.arguments = arguments
    self.environment = environment
  }

  /// The same program, ended after so many seconds even when this one is gone by then.
  func limited(to seconds: Int) -> Self {
    Self("timeout", ["\(seconds)", name] + arguments, environment: environment)
  }

  /// Where its own words go; the other stream is thrown away.
  enum Stream: Int32 {
    case output = 1
    case errors = 2
  }

  /// Runs the program to its end.
  func run(reading stream: Stream = .output, timeLimit: Duration = .seconds(300)) throws -> Run {
    let running = try start(reading: stream)
    do {
      let text = try running.readToEnd(before: .now + timeLimit)
      return running.wait(having: text)
    } catch {
      running.end()
      throw error
    }
  }

  /// Starts the program and leaves it running.
  func start(reading stream: Stream = .output) throws -> RunningProgram {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Failure("no pipe could be made") }
    defer { close(ends[1]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], stream.rawValue)

    var identifier: pid_t = 0
    let started = ContinuousClock.now
    let result = Self.withCStrings([name] + arguments) { arguments in
      Self.withCStrings(environment.map { "\($0)=\($1)" }.sorted()) { environment in
        posix_spawnp(&identifier, name, &actions, nil, arguments, environment)
      }
    }
    guard result == 0 else {
      close(ends[0])
      throw Failure("\(name) could not be started: \(String(cString: strerror(result)))")
    }
    return RunningProgram(
      name: ([name] + arguments).joined(separator: " "), identifier: identifier, pipe: ends[0], started: started)
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

/// A benchmark that cannot be carried out, and why.
struct Failure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
