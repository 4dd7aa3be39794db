/// How long it takes until the program does anything at all.
struct StartUp {
  var tools: Tools

  private static let rounds = 50

  func table() throws -> Table {
    var entries = [
      Contest.Entry(name: "nvrctl version", program: tools.nvrctl("version")),
      Contest.Entry(name: "/bin/true", program: Program("/bin/true")),
    ]
    if let python = tools.python {
      entries.append(Contest.Entry(name: "python3 -c pass", program: python.program("-c", "pass")))
    }
    let results = try Contest(rounds: Self.rounds, entries: entries).results()
    return Table(
      title: "Start-up (\(Self.rounds) rounds)", results,
      notes: [(results[0].seconds * 1000).verdict(limit: 30, unit: "ms")])
  }
}
