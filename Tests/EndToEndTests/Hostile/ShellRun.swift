import Dispatch
import Glibc

/// A line of shell with the program that was built beside the tests, for what only a real process has: its streams.
struct ShellRun {
  /// How it ended.
  let status: Int32

  /// Runs a line in a folder; `nvrctl` in it is the program.
  init(_ line: String, in folder: String) async throws {
    let program = "cd '\(folder)'\n"
    let arguments = ["/bin/sh", "-c", program + line]
    let environment = ["PATH=\(ToolChild.products):/usr/bin:/bin", "HOME=\(folder)", "SWIFT_BACKTRACE=enable=no"]
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var variables = environment.map { strdup($0) } + [nil]
    defer { for variable in variables { free(variable) } }
    var process: pid_t = 0
    let result = posix_spawn(&process, "/bin/sh", nil, nil, &words, &variables)
    guard result == 0 else { throw ToolChild.NotStarted(reason: String(cString: strerror(result))) }
    let started = process
    status = await withCheckedContinuation { continuation in
      DispatchQueue(label: "nvrctl").async {
        var status: Int32 = 0
        while waitpid(started, &status, 0) < 0, errno == EINTR {}
        continuation.resume(returning: status & 0x7F == 0 ? (status >> 8) & 0xFF : -1)
      }
    }
  }
}
