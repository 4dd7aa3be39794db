import Applier
import ISAPI
import Planner
import Simulator

/// Everything that is told about a rehearsal.
struct RehearsalReport: Sendable {
  var plan: Plan
  var planFile: String
  var snapshot: RecordedSnapshot
  var outcome: Rehearsal.Outcome
  /// What came of the faults, nil where none were asked for.
  var trials: [Rehearsal.Trial]?
  /// How many secrets were not the real ones.
  var standIns: Int

  /// How much of the snapshot the twin understands.
  var coverage: TwinCoverage { TwinCoverage(snapshot) }

  /// What the run asked for and the snapshot never asked: the twin says that it has no such thing, and nobody knows.
  var unrecorded: [Endpoint] {
    let recorded = Set(snapshot.answers.keys.map(\.path))
    let asked = outcome.log.entries.filter { entry in
      entry.method == .get && !recorded.contains(entry.endpoint.path)
        && [400, 403, 404, 500].contains(entry.status ?? 0)
    }
    return Set(asked.map { Endpoint($0.endpoint.path) }).sorted()
  }

  /// Faults behind which the end was reached.
  var reached: Int { (trials ?? []).count { $0.ending == .reachedEnd } }

  /// Faults behind which the run ended with a code that says so.
  var honest: [Rehearsal.Trial] {
    (trials ?? []).filter { if case .honest = $0.ending { true } else { false } }
  }

  /// Faults behind which the run said what is not so.
  var untrue: [Rehearsal.Trial] {
    (trials ?? []).filter { if case .untrue = $0.ending { true } else { false } }
  }

  /// How the rehearsal counts: nothing was left half-done anywhere but on the twin.
  var status: ExitStatus {
    switch outcome.result.status {
    case .done: outcome.unmet.isEmpty && untrue.isEmpty ? .done : .notVerified
    case .refused, .notVerified, .interrupted: outcome.result.status
    default: .failed
    }
  }
}
