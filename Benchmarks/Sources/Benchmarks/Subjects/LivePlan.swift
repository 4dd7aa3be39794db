/// How long a plan takes that finds nothing to do, on one recorder over a line with latency.
struct LivePlan {
  var tools: Tools

  private static let rounds = 9

  func table() throws -> Table {
    try SimulatedFleet.with(1, of: tools) { fleet in
      let summary = try fleet.converge()
      var entries = [Contest.Entry(name: "nvrctl plan", program: tools.nvrctl("plan", fleet.path))]
      if tools.hasCurl { entries.append(Contest.Entry(name: "curl, the same documents", program: try reading(fleet))) }
      let results = try Contest(rounds: Self.rounds, entries: entries).results()
      let isQuiet = summary.writes == 0 && summary.logins == 1
      return Table(
        title: "Plan with nothing to do, \(fleet.words) (\(Self.rounds) rounds)", results,
        notes: [
          "time: " + results[0].seconds.verdict(limit: 2, unit: "s"),
          "reads: \(summary.reads), " + Double(summary.reads).verdict(limit: 20, unit: "GETs"),
          "writes: \(summary.writes), logins: \(summary.logins), target 0 and 1: \(isQuiet ? "held" : "MISSED")",
        ])
    }
  }

  /// curl for the documents that a plan reads, one after the other over one connection.
  private func reading(_ fleet: SimulatedFleet) throws -> Program {
    let told = try tools.nvrctl("plan", fleet.path, "--verbose").run(reading: .errors).text
    let paths = told.split(separator: "\n").compactMap { line in
      line.split(separator: " ").first { $0.hasPrefix("/ISAPI/") }
    }
    if paths.isEmpty { throw Failure("plan --verbose told no request:\n\(told)") }
    return tools.curl(
      ["--silent", "--digest", "--user", Tools.login]
        + paths.flatMap { ["--output", "/dev/null", "\(fleet.members[0].declared.url)\($0)"] })
  }
}
