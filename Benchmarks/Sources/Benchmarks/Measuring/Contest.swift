/// Programs that do comparable work, measured in turns: A B C A B C, so that what else the machine does hits them alike.
struct Contest {
  /// One of the programs, by the name it has in tables.
  struct Entry {
    var name: String
    var program: Program
    /// The exit code of a run that did its work.
    var expectedStatus: Int32 = 0
  }

  var rounds: Int
  var entries: [Entry]

  /// Runs every program once for nothing, so that its files are in memory, and then in turns.
  func results() throws -> [ContestResult] {
    var runs = entries.map { _ in [Run]() }
    for round in 0...rounds {
      for (index, entry) in entries.enumerated() {
        let run = try entry.program.run()
        guard run.status == entry.expectedStatus else {
          throw Failure("\(entry.name) ended with exit code \(run.status):\n\(run.text.suffix(2000))")
        }
        if round > 0 { runs[index].append(run) }
      }
    }
    return zip(entries, runs).map { ContestResult(name: $0.name, runs: $1) }
  }
}

/// The runs of one program, one for each round.
struct ContestResult {
  var name: String
  var runs: [Run]

  /// The median of the wall time.
  var seconds: Double { runs.map(\.seconds).median }
  /// The fastest run, which is nearest to what an idle machine would give.
  var leastSeconds: Double { runs.map(\.seconds).min() ?? .nan }
  /// The median of the time that processors worked.
  var processorSeconds: Double { runs.map(\.processorSeconds).median }
  /// The median of the peak memory.
  var peakMegabytes: Double { runs.map(\.peakMegabytes).median }

  /// The peak memory, or that it is less than can be told.
  var peakText: String {
    let least = Run.leastMegabytes
    return peakMegabytes > least ? peakMegabytes.text(places: 0) : "< \(least.rounded(.up).text(places: 0))"
  }

  /// How many times as long as another program it took: the median over the rounds of the ratio within a round.
  func ratio(to other: Self) -> Double { zip(runs, other.runs).map { $0.seconds / $1.seconds }.median }
}

extension Table {
  /// One row for each program, and how the first compares to it.
  init(title: String, _ results: [ContestResult], ratio: String = "nvrctl to it", notes: [String]) {
    self.init(title: title, columns: ["", "median", "least", ratio, "processor", "peak MB"], notes: notes)
    rows = results.map { result in
      [
        result.name, result.seconds.asTime, result.leastSeconds.asTime,
        results.first.map { $0.ratio(to: result).asRatio } ?? "", result.processorSeconds.asTime, result.peakText,
      ]
    }
  }
}
