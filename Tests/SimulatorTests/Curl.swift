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

  /// Runs curl off the threads of the test, which the recorder needs to answer.
  static func run(_ arguments: String) async -> Result {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(returning: runBlocking("exec curl -s -S -m 10 \(arguments) 2>&1"))
      }
    }
  }

  private static func runBlocking(_ command: String) -> Result {
    guard let pipe = popen(command, "r") else { return Result(output: "", exit: -1) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return Result(output: String(decoding: bytes, as: UTF8.self), exit: pclose(pipe) >> 8)
  }
}
