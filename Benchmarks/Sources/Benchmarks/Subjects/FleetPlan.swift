/// How much sooner a plan for many recorders is there when they are read side by side.
struct FleetPlan {
  var tools: Tools

  private static let recorders = 50
  private static let rounds = 3
  private static let widths = [16, 1]

  func table() throws -> Table {
    try SimulatedFleet.with(Self.recorders, of: tools) { fleet in
      let summary = try fleet.converge()
      let entries = Self.widths.map { width in
        Contest.Entry(
          name: "nvrctl plan --parallel \(width)",
          program: tools.nvrctl("plan", fleet.path, "--parallel", String(width)))
      }
      let results = try Contest(rounds: Self.rounds, entries: entries).results()
      return Table(
        title: "Plan with nothing to do, \(fleet.words) (\(Self.rounds) rounds)", results, ratio: "16 to it",
        notes: [
          "sixteen at a time: \(results[1].ratio(to: results[0]).text(places: 1)) times as fast as one at a time",
          "\(summary.reads) reads, \(summary.writes) writes, \(summary.logins) logins in each plan",
        ])
    }
  }
}
