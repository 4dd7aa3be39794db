import Diagnostics
import FoundationEssentials
import ISAPI
import Planner
import Settings

/// What drifted as one JSON document, for programs.
struct DriftDocument: Encodable {
  /// One recorder: what is not as declared, or why nobody knows.
  struct Recorder: Encodable {
    var name: String
    var serial: String?
    var exit: Int32
    /// `read`, or `inactive` for one without an administrator.
    var state: String?
    var lastApply: Apply?
    /// How much the recorder's log tells of the time since.
    var log: DriftLog.Reach?
    var fields: [Field]?
    var unmanaged: [Item]?
    var impossible: [Plan.Impossible]?
    /// What is not right and no setting can put right, such as a clock that is off.
    var warnings: [Plan.Remark]?
    var same: Int?
    var reads: Int
    var writes: Int
    var logins: Int
    var problem: PlanDocument.Failure?
  }

  /// The run that the comparison stands on.
  struct Apply: Encodable {
    var run: String
    var at: Date
    /// A later run that wrote and did not converge.
    var unfinishedRun: String?
  }

  /// One value.
  struct Field: Encodable {
    var path: String
    var kind: DriftedField.Kind
    var declared: String?
    var live: String?
    /// What the last apply left.
    var applied: String?
    /// Which side moved.
    var origin: DriftedField.Origin
    var source: Source?
    var since: Since?
    var cause: Cause
  }

  /// One item that no manifest names.
  struct Item: Encodable {
    var path: String
    var summary: String
    /// Whether it came since the last apply; left out where nobody can tell.
    var new: Bool?
    var since: Since?
    var cause: Cause
  }

  /// Where a declared value stands.
  struct Source: Encodable {
    var file: String
    var line: Int
    var column: Int
    var layer: String
  }

  /// When it happened, or the moment before which it did not.
  struct Since: Encodable {
    var at: Date?
    var after: Date?
  }

  /// What likely brought it about, and the log entry that says so.
  struct Cause: Encodable {
    var kind: DriftCause.Kind
    var entry: String?
    var user: String?
    var address: String?
    var at: Date?
    /// Other people or places that could be meant.
    var others: Int?
  }

  /// The figures of all recorders together.
  struct Summary: Encodable {
    var recorders: Int
    var drifted: Int
    var same: Int
    var newUnmanaged: Int
    var notCompared: Int
  }

  var formatVersion = 1
  var kind = "Drift"
  var exit: Int32
  var recorders: [Recorder]
  var summary: Summary

  init(_ report: DriftReport) {
    exit = report.status.rawValue
    recorders = report.results.map(Recorder.init)
    let drifts = report.results.compactMap(\.drift)
    summary = Summary(
      recorders: report.results.count, drifted: drifts.reduce(0) { $0 + $1.fields.count },
      same: drifts.reduce(0) { $0 + $1.sameCount },
      newUnmanaged: drifts.reduce(0) { $0 + $1.unmanaged.count { $0.isNew == true } },
      notCompared: report.results.count - drifts.count)
  }
}

extension DriftDocument.Recorder {
  fileprivate init(_ result: PlanningResult) {
    name = result.declaration.fullName
    serial = result.plan?.target.found?.serial ?? result.declaration.identity.serial
    exit = result.driftStatus.rawValue
    (reads, writes, logins) = (result.traffic.reads, result.traffic.writes, result.traffic.logins)
    if case .failure(let problem) = result.outcome { self.problem = PlanDocument.Failure(problem) }
    guard let drift = result.drift else { return }
    state = drift.isInactive ? "inactive" : "read"
    lastApply = drift.last.map { DriftDocument.Apply(run: $0.run, at: $0.ended, unfinishedRun: $0.unfinished) }
    log = drift.log.reach
    fields = drift.fields.map { DriftDocument.Field($0, of: drift) }
    unmanaged = drift.unmanaged.map { DriftDocument.Item($0, of: drift) }
    impossible = result.plan?.impossible
    warnings = result.plan?.warnings
    same = drift.sameCount
  }
}

extension DriftDocument.Field {
  fileprivate init(_ field: DriftedField, of drift: Drift) {
    path = field.path
    kind = field.kind
    (declared, live, applied) = (field.declared, field.live, field.applied)
    origin = field.origin
    source = field.source.map { range in
      DriftDocument.Source(
        file: range.file, line: range.start.line, column: range.start.column, layer: field.layer)
    }
    since = field.origin.isOfDevice ? DriftDocument.Since(field.cause, drift) : nil
    cause = DriftDocument.Cause(field.cause)
  }
}

extension DriftDocument.Item {
  fileprivate init(_ item: UnmanagedItem, of drift: Drift) {
    (path, summary, new) = (item.path, item.summary, item.isNew)
    since = item.isNew == true ? DriftDocument.Since(item.cause, drift) : nil
    cause = DriftDocument.Cause(item.cause)
  }
}

extension DriftDocument.Since {
  fileprivate init(_ cause: DriftCause, _ drift: Drift) {
    let moment = cause.isCertain ? cause.entry?.date : nil
    self.init(at: moment, after: moment == nil ? cause.earliest ?? drift.last?.ended : nil)
  }
}

extension DriftDocument.Cause {
  fileprivate init(_ cause: DriftCause) {
    kind = cause.kind
    entry = cause.entry?.entry.kind
    user = cause.entry?.entry.username
    address = cause.entry?.entry.address
    at = cause.entry?.date
    others = cause.others == 0 ? nil : cause.others
  }
}
