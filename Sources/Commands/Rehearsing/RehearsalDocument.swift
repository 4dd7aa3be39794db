import Applier
import ISAPI
import Planner
import Simulator

/// A rehearsal as one JSON document, for programs.
struct RehearsalDocument: Encodable {
  struct Ending: Encodable {
    var fault: String
    var ending: String
    var status: Int32?
    var message: String?
    var unmet: [String]?
  }

  struct Faults: Encodable {
    var tried: Int
    var survived: Int
    var reachedEnd: Int
    /// Every fault behind which the end was not reached.
    var others: [Ending]
  }

  struct Coverage: Encodable {
    var modelled: [Endpoint]
    var kept: [Endpoint]
    var repeated: [Endpoint]
    var absent: [Endpoint]
    var unknownElements: [String: Int]
    /// What the run asked for and the snapshot had not asked.
    var unrecorded: [Endpoint]
  }

  var formatVersion = 1
  var kind = "RehearsalReport"
  var plan: String
  var recorder: String
  var serial: String
  var status: Int32
  var runStatus: Int32
  var message: String
  var stepsProved: Int
  var steps: Int
  /// Every request in its order, as apply will send it: method and target.
  var requests: [String]
  var reads: Int
  var writes: Int
  var logins: Int
  var seconds: Int
  var unmet: [String]
  var standIns: Int
  var masked: [MaskedField]
  var coverage: Coverage
  var faults: Faults?

  init(_ report: RehearsalReport) {
    let outcome = report.outcome
    plan = report.plan.id
    recorder = report.plan.target.name
    serial = report.snapshot.identity.serial
    status = report.status.rawValue
    runStatus = outcome.result.status.rawValue
    message = outcome.result.message
    stepsProved = outcome.result.done.count
    steps = outcome.result.stepCount
    requests = outcome.log.entries.map(\.words)
    reads = outcome.log.authenticatedReads
    writes = outcome.log.writes
    logins = outcome.log.logins
    seconds = Int(outcome.seconds.rounded())
    unmet = outcome.unmet
    standIns = report.standIns
    masked = report.snapshot.masked
    let parts = report.coverage
    coverage = Coverage(
      modelled: parts.modelled, kept: parts.kept, repeated: parts.repeated, absent: parts.absent,
      unknownElements: Dictionary(uniqueKeysWithValues: parts.unknownElements.map { ($0.key.target, $0.value) }),
      unrecorded: report.unrecorded)
    faults = report.trials.map { trials in
      Faults(
        tried: trials.count, survived: report.reached + report.honest.count, reachedEnd: report.reached,
        others: trials.compactMap(Ending.init))
    }
  }
}

extension RequestLogEntry {
  /// Method and target, without what is secret or differs from run to run.
  fileprivate var words: String { "\(method.rawValue) \(endpoint.path)" }
}

extension RehearsalDocument.Ending {
  fileprivate init?(_ trial: Rehearsal.Trial) {
    switch trial.ending {
    case .reachedEnd: return nil
    case .honest(let status, let message):
      self.init(fault: trial.fault.words, ending: "honest", status: status.rawValue, message: message)
    case .untrue(let unmet): self.init(fault: trial.fault.words, ending: "untrue", unmet: unmet)
    }
  }
}
