/// How the time and memory of `nvrctl validate` grow with the fleet, beside Python reading the same files and checking
/// nothing.
struct Validation {
  var tools: Tools

  private static let sizes = [125, 250, 500, largest]
  private static let largest = 1000
  private static let rounds = 3

  /// Reads every manifest below a folder with the loader that is named.
  private static let script = """
    import pathlib, sys, yaml
    loader = getattr(yaml, sys.argv[2])
    for path in pathlib.Path(sys.argv[1]).rglob("*.yaml"):
        with open(path, encoding="utf-8") as file:
            yaml.load(file, Loader=loader)
    """

  func table() throws -> Table {
    try ScratchFolder.with { folder in
      var table = Table(
        title: "Validate, \(DeclaredRecorder.cameras) cameras each (\(Self.rounds) rounds)",
        columns: ["recorders", "nvrctl", "processor", "peak MB"])
      let loaders = tools.python?.yamlLoaders ?? []
      for loader in loaders { table.columns += ["PyYAML \(loader)", "nvrctl to it"] }
      var all: [[ContestResult]] = []
      for size in Self.sizes {
        try folder.writeTree("tree-\(size)", recorders: size)
        let results = try contest(over: folder.path("tree-\(size)"), loaders).results()
        table.rows.append(row(String(size), results))
        all.append(results)
      }
      table.rows.append(growth(all))
      try folder.writeTree("mistakes", recorders: Self.largest, mistakes: true)
      let mistaken = try resultsWithMistakes(in: folder.path("mistakes"))
      table.rows.append(row("\(Self.largest), a mistake in each", [mistaken]) + loaders.flatMap { _ in ["", ""] })
      if let largest = all.last?.first {
        table.notes = [
          "\(Self.largest) recorders, time: " + largest.seconds.verdict(limit: 1, unit: "s"),
          "\(Self.largest) recorders, memory: " + largest.peakMegabytes.verdict(limit: 200, unit: "MB"),
        ]
      }
      if loaders.isEmpty { table.notes.append("no python3 with PyYAML here to compare with") }
      return table
    }
  }

  private func contest(over path: String, _ loaders: [String]) -> Contest {
    var entries = [Contest.Entry(name: "nvrctl validate", program: tools.nvrctl("validate", path))]
    if let python = tools.python {
      entries += loaders.map { Contest.Entry(name: $0, program: python.program("-c", Self.script, path, $0)) }
    }
    return Contest(rounds: Self.rounds, entries: entries)
  }

  /// All mistakes have to be reported, and none twice.
  private func resultsWithMistakes(in path: String) throws -> ContestResult {
    let entry = Contest.Entry(name: "nvrctl validate", program: tools.nvrctl("validate", path), expectedStatus: 1)
    let result = try Contest(rounds: Self.rounds, entries: [entry]).results()[0]
    for run in result.runs where !run.text.contains("\n\(Self.largest) errors") {
      throw Failure("nvrctl validate did not report \(Self.largest) errors:\n\(run.text.suffix(2000))")
    }
    return result
  }

  private func row(_ name: String, _ results: [ContestResult]) -> [String] {
    [name, results[0].seconds.asTime, results[0].processorSeconds.asTime, results[0].peakText]
      + results.dropFirst().flatMap { [$0.seconds.asTime, results[0].ratio(to: $0).asRatio] }
  }

  /// The row of exponents: for times and memory of nvrctl, and for the times of the others.
  private func growth(_ all: [[ContestResult]]) -> [String] {
    func exponent(_ cost: ([ContestResult]) -> Double) -> String {
      Growth(of: zip(Self.sizes, all).map { ($0, cost($1)) }).exponent.text(places: 2)
    }
    let others = 1..<(all.first?.count ?? 1)
    return [
      "growth exponent", exponent { $0[0].seconds }, exponent { $0[0].processorSeconds },
      exponent { $0[0].peakMegabytes },
    ] + others.flatMap { index in [exponent { $0[index].seconds }, ""] }
  }
}
