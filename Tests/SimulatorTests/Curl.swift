import Dispatch
import Glibc

/// The client everybody has, to look at the front from outside.
enum Curl {
  static var isInstalled: Bool { access("/usr/bin/curl", X_OK) == 0 }

  /// What curl printed, and the status it ended with.
  struct Result {
    var output: String
    var exit: Int32
  }

  /// Runs curl on a thread of its own, since the recorder needs those of the test to answer.
  static func run(_ arguments: String) async -> Result {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "curl").async {
        continuation.resume(returning: runBlocking("exec curl -s -S -m 90 \(arguments) 2>&1"))
      }
    }
  }

  private static func runBlocking(_ command: String) -> Result {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return Result(output: "", exit: -1) }
    let process = start(command, output: ends[1])
    close(ends[1])
    let output = readAll(ends[0])
    close(ends[0])
    var status: Int32 = -1
    if let process { waitpid(process, &status, 0) }
    return Result(output: output, exit: process == nil ? -1 : status >> 8)
  }

  private static func start(_ command: String, output: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    // A child that inherited a listening socket would keep the port open.
    for descriptor in STDERR_FILENO + 1..<1024 { posix_spawn_file_actions_addclose(&actions, descriptor) }
    let words: [String] = ["sh", "-c", command]
    let arguments = words.map { (word: String) -> UnsafeMutablePointer<CChar>? in strdup(word) }
    defer { arguments.forEach { free($0) } }
    var process: pid_t = 0
    let result = posix_spawn(&process, "/bin/sh", &actions, nil, arguments + [nil], environ)
    return result == 0 ? process : nil
  }

  private static func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count <= 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
