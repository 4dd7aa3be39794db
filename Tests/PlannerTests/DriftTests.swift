import FoundationEssentials
import ISAPI
import Planner
import TestSupport
import Testing

/// The comparison of three states, and what a log may be believed for.
@Suite struct DriftTests {
  private static let ended = Date(timeIntervalSince1970: 1_769_000_000)
  private static let now = PlanRequest.noon

  private func plan(_ spec: String, _ snapshot: DeviceSnapshot? = nil) throws -> Plan {
    try Plan(for: .sample(declaration: SampleDeclaration.of(spec), snapshot: snapshot))
  }

  /// The last apply of a manifest; `before` is what the recorder was until then.
  private func apply(of spec: String, before: DeviceSnapshot? = nil) throws -> LastApply {
    LastApply(
      run: "c210-4be7", began: Self.ended.addingTimeInterval(-60), ended: Self.ended, plan: try plan(spec, before))
  }

  private func entry(
    _ kind: String, _ seconds: Double, by username: String = "admin", from address: String = "10.20.30.99"
  ) -> DatedLogEntry {
    DatedLogEntry(
      LogEntry(meta: "log.hikvision.com/Operation/\(kind)", time: "", username: username, address: address),
      at: Self.ended.addingTimeInterval(seconds))
  }

  private func log(
    _ entries: [DatedLogEntry], isCutShort: Bool = false, since last: LastApply, ownHost: String? = "10.20.30.5"
  ) -> DriftLog {
    DriftLog(of: entries, isCutShort: isCutShort, since: last, until: Self.now, ownHost: ownHost)
  }

  @Test(arguments: [
    ("services: {upnp: {enabled: false}}", "services: {upnp: {enabled: false}}", DriftedField.Origin.device),
    ("services: {upnp: {enabled: true}}", "services: {upnp: {enabled: false}}", .manifest),
    ("time: {ntp: [a.example]}", "time: {ntp: [b.example]}", .both),
    ("deviceName: riverside", "services: {upnp: {enabled: false}}", .neverApplied),
  ])
  func `each side that moved is told from the other`(
    _ applied: String, _ declared: String, _ origin: DriftedField.Origin
  ) throws {
    let drift = Drift(try plan(declared), on: try SampleRecorder.snapshot(), since: try apply(of: applied))
    #expect(drift.fields.map(\.origin) == [origin])
    #expect(drift.asksForCause == origin.isOfDevice)
  }

  @Test func `without a last apply nothing is asked of a log`() throws {
    let drift = Drift(
      try plan("services: {upnp: {enabled: false}}"), on: try SampleRecorder.snapshot(), since: nil)
    #expect(drift.fields.map(\.cause.kind) == [.neverApplied])
    #expect(!drift.asksForCause)
  }

  @Test func `a new account is told from one that was there, and from one that nobody looked for`() throws {
    let spec = "users: [{name: guard, role: viewer, password: {env: GUARD}}]"
    let snapshot = try SampleRecorder.snapshot()
    let before = try SampleRecorder.snapshot(
      changes: SampleRecorder.document("/ISAPI/Security/users", replacing: "viewer<", with: "admin<"))
    func isNew(_ last: LastApply?) throws -> [Bool?] {
      Drift(try plan(spec), on: snapshot, since: last).unmanaged.map(\.isNew)
    }
    #expect(try isNew(apply(of: spec, before: before)) == [true])
    #expect(try isNew(apply(of: spec)) == [false])
    #expect(try isNew(apply(of: "deviceName: riverside")) == [nil])
    #expect(try isNew(nil) == [nil])
  }

  @Test func `one entry that fits is as certain as the log is complete`() throws {
    let spec = "services: {upnp: {enabled: false}}"
    let last = try apply(of: spec)
    let drift = Drift(try plan(spec), on: try SampleRecorder.snapshot(), since: last)
    let login = entry("remoteLogin", -30)
    let change = entry("remoteCfgParam", 100)
    let told = try #require(drift.explained(by: log([login, change], since: last)).fields.first).cause
    #expect(told.kind == .remoteChange && told.isCertain && told.entry == change && told.others == 0)
    for doubtful in [log([change], since: last), log([login, change], isCutShort: true, since: last)] {
      let cause = try #require(drift.explained(by: doubtful).fields.first).cause
      #expect(cause.kind == .remoteChange && !cause.isCertain)
    }
    #expect(told.earliest == change.date)
    let several = [login, entry("localCfgParam", 50, from: ""), change, entry("remoteReboot", 200)]
    let cause = try #require(drift.explained(by: log(several, since: last)).fields.first).cause
    #expect(cause.entry == change && cause.others == 1 && !cause.isCertain)
    #expect(cause.earliest == several[1].date)
    let reset = log([login, entry("remoteFactoryDefault", 100)], since: last)
    #expect(drift.explained(by: reset).fields.map(\.cause.kind) == [.reset])
    let silent = log([login, entry("remoteLogin", 100)], since: last)
    #expect(drift.explained(by: silent).fields.map(\.cause.kind) == [.unexplained])
  }

  @Test func `how far a log reaches is told by its entries, and those of the run itself explain nothing`() throws {
    let spec = "services: {upnp: {enabled: false}}"
    let last = try apply(of: spec)
    #expect(log([], since: last).reach == .empty)
    #expect(log([entry("remoteLogin", 9)], since: last).reach == .doesNotReachBack)
    #expect(log([entry("remoteCfgParam", 1)], since: last).reach == .complete)
    #expect(log([entry("remoteCfgParam", 1)], since: last).entries == [])
    // A time to come was written by a clock that was wrong.
    #expect(log([entry("remoteCfgParam", 1e9)], since: last).entries == [])
    let clock = try apply(of: "time: {zone: Europe/Oslo}")
    let own = entry("remoteCfgParam", 7 * 3600, from: "10.20.30.5")
    #expect(log([own], since: clock).entries == [])
    #expect(log([own], since: clock).reach == .complete)
    #expect(log([own], since: last).entries == [own])
    #expect(log([entry("remoteCfgParam", 60, from: "10.20.30.5")], since: clock).entries.count == 1)
    #expect(log([entry("remoteCfgParam", 7 * 3600)], since: clock).entries.count == 1)
  }

  @Test func `a later run that did not end is the likely cause where no log tells`() throws {
    let spec = "services: {upnp: {enabled: false}}"
    var last = try apply(of: spec)
    last.unfinished = "91aa-7f3c"
    let drift = Drift(try plan(spec), on: try SampleRecorder.snapshot(), since: last)
    #expect(drift.fields.map(\.cause.kind) == [.unfinishedRun])
  }
}
