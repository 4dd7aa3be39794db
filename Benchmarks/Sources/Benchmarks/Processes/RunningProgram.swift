import Glibc

/// A program that was started and has to be waited for, or ended.
struct RunningProgram {
  var name: String
  var identifier: pid_t
  /// The reading end of what it prints.
  var pipe: Int32
  var started: ContinuousClock.Instant

  /// Reads what it prints until it ends.
  func readToEnd(before deadline: ContinuousClock.Instant) throws -> String {
    var bytes: [UInt8] = []
    while let more = try next(before: deadline) { bytes += more }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads what it prints until a text was among it.
  func read(until text: String, before deadline: ContinuousClock.Instant) throws {
    var bytes: [UInt8] = []
    while !String(decoding: bytes, as: UTF8.self).contains(text) {
      guard let more = try next(before: deadline) else { throw Failure("\(name) ended before it said \"\(text)\"") }
      bytes += more
    }
  }

  /// Waits for the end, which is near, and tells what it took.
  func wait(having text: String) -> Run {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(identifier, &status, 0, &usage) == -1, errno == EINTR {}
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    close(pipe)
    return Run(status: status, usage: usage, seconds: seconds, text: text)
  }

  /// Ends it now.
  func end() {
    kill(identifier, SIGTERM)
    // Reading on, so that it does not wait for a reader; when it ends, the pipe does.
    if (try? readToEnd(before: .now + .seconds(5))) == nil { kill(identifier, SIGKILL) }
    _ = wait(having: "")
  }

  /// The next bytes; nil at the end.
  private func next(before deadline: ContinuousClock.Instant) throws -> [UInt8]? {
    let left = max(.zero, deadline - .now) / .milliseconds(1)
    var watched = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, Int32(left)) > 0 else { throw Failure("\(name) took too long") }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(pipe, &chunk, chunk.count)
    guard count >= 0 else { throw Failure("what \(name) printed could not be read") }
    return count == 0 ? nil : Array(chunk[..<count])
  }
}
