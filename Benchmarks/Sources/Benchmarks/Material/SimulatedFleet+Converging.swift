extension SimulatedFleet {
  /// What a plan says that it did.
  struct Summary {
    var reads: Int
    var writes: Int
    var logins: Int

    /// Reads it from the last lines of a plan; nil where it is not there.
    init?(in text: String) {
      let words = text.split { $0.isWhitespace || $0 == "," || $0 == "." }
      func number(of noun: String) -> Int? {
        zip(words, words.dropFirst()).first { $1 == noun || $1 == noun + "s" }.flatMap { Int($0.0) }
      }
      guard let reads = number(of: "read"), let writes = number(of: "write"), let logins = number(of: "login") else {
        return nil
      }
      self.reads = reads
      self.writes = writes
      self.logins = logins
    }
  }

  /// Brings all recorders to what is declared, and gives the summary of a plan that then finds nothing to do.
  func converge() throws -> Summary {
    let applied = try tools.nvrctl("apply", path, "--yes").run()
    let planned = try tools.nvrctl("plan", path).run()
    guard applied.status == 0, planned.status == 0, let summary = Summary(in: planned.text) else {
      throw Failure(
        "apply ended with exit code \(applied.status), then plan with \(planned.status):\n"
          + "\(applied.text.suffix(2000))\n\(planned.text.suffix(2000))")
    }
    return summary
  }
}
