import FoundationEssentials
import ISAPI
import Settings
import Testing
import XML

@Suite struct ClockOffsetTests {
  private static let oslo = "CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00"
  private static let sydney = "CST-10:00:00DST01:00:00,M10.1.0/02:00:00,M4.1.0/03:00:00"

  @Test(arguments: [
    // Summer, with the offset of the winter, the right one, none at all, and one that is a lie.
    (oslo, "2026-07-01T14:00:41+01:00", "2026-07-01T12:00:00Z", 41.5),
    (oslo, "2026-07-01T14:00:41+02:00", "2026-07-01T12:00:00Z", 41.5),
    (oslo, "2026-07-01T14:00:41", "2026-07-01T12:00:00Z", 41.5),
    (oslo, "2026-07-01T14:00:41Z", "2026-07-01T12:00:00Z", 41.5),
    (oslo, "2026-07-01T14:00:41.250", "2026-07-01T12:00:00Z", 41.25),
    // An hour behind: summer time was forgotten.
    (oslo, "2026-07-01T13:00:00+01:00", "2026-07-01T12:00:00Z", -3599.5),
    // The hour that comes twice: the nearer reading counts.
    (oslo, "2026-10-25T02:30:00+01:00", "2026-10-25T00:30:00Z", 0.5),
    (oslo, "2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z", 0.5),
    // The hour that is left out: a clock that is late with the change.
    (oslo, "2026-03-29T02:00:05+01:00", "2026-03-29T01:00:05Z", 0.5),
    (sydney, "2026-01-01T11:00:00+10:00", "2026-01-01T00:00:00Z", 0.5),
    (sydney, "2026-07-01T10:00:00+10:00", "2026-07-01T00:00:00Z", 0.5),
    ("CST+3:30:00", "2025-12-31T20:29:00-03:30", "2026-01-01T00:00:00Z", -59.5),
  ])
  func `the offset is that of the digits in the zone the recorder has`(
    _ zone: String, _ shown: String, _ ours: String, _ seconds: Double
  ) throws {
    let offset = try #require(ClockOffset(on: try Self.snapshot(zone, shown, at: ours)))
    #expect(abs(offset.seconds - seconds) < 0.001)
  }

  @Test func `half the way there and back, and what the digits hide, is the error`() throws {
    var snapshot = try Self.snapshot("CST+0:00:00", "2026-07-01T12:00:02", at: "2026-07-01T12:00:00Z")
    let asked = try #require(snapshot.timeRead)
    snapshot.timeRead = DeviceSnapshot.Asked(sent: asked.sent, received: asked.sent.addingTimeInterval(3))
    let offset = try #require(ClockOffset(on: snapshot))
    #expect(offset.seconds == 1)
    #expect(offset.error == 2)
    #expect(!offset.exceeds(0))
  }

  @Test func `digits of UTC are read as that, and a zone that cannot be read tells nothing`() throws {
    let utc = try Self.snapshot(Self.oslo, "2026-07-01T12:00:10Z", at: "2026-07-01T12:00:00Z", type: "UTC")
    #expect(ClockOffset(on: utc)?.seconds == 10.5)
    #expect(ClockOffset(on: try Self.snapshot("somewhere", "2026-07-01T12:00:10Z", at: "2026-07-01T12:00:00Z")) == nil)
    #expect(ClockOffset(on: try Self.snapshot(Self.oslo, "yesterday", at: "2026-07-01T12:00:00Z")) == nil)
    var unread = utc
    unread.timeRead = nil
    #expect(ClockOffset(on: unread) == nil)
  }

  @Test(arguments: [
    (41.4, "41 s ahead"), (-94, "94 s behind"), (0.2, "right"), (-3600, "60 min behind"), (4000, "67 min ahead"),
    (90_000, "25 h ahead"), (8_640_000, "100 days ahead"), (1e300, "11574074 days ahead"), (2.5, "2.5 s ahead"),
  ])
  func `an offset is told in words`(_ seconds: Double, _ words: String) {
    #expect(ClockOffset(seconds: seconds, error: 0.5).words == words)
  }

  @Test func `a clock that is set by hand is set once, by the digits of its zone`() throws {
    let spec = "{time: {zone: Europe/Oslo, mode: manual, maxOffset: 5s}}"
    let live = try Self.snapshot(Self.oslo, "2026-07-01T13:59:00+01:00", at: "2026-07-01T12:00:00Z")
    let sent = try Self.sent(spec, to: live)
    #expect(sent.map { $0.text(at: "localTime") } == ["2026-07-01T14:00:00"])
    let near = try Self.snapshot(Self.oslo, "2026-07-01T14:00:03+01:00", at: "2026-07-01T12:00:00Z")
    #expect(try Self.sent(spec, to: near).isEmpty)
    // Where nothing is said of it the clock is left alone, so that what was exported plans nothing.
    #expect(try Self.sent("{time: {mode: manual}}", to: live).isEmpty)
  }

  @Test func `with another zone the clock is read in the old one and set in the new`() throws {
    let spec = "{time: {zone: Europe/Oslo, mode: manual, maxOffset: 5s}}"
    let live = try Self.snapshot("CST-8:00:00", "2026-07-01T20:10:00+08:00", at: "2026-07-01T12:00:00Z")
    let sent = try Self.sent(spec, to: live)
    #expect(sent.map { $0.text(at: "localTime") } == [nil, "2026-07-01T14:00:00"])
    #expect(sent.allSatisfy { $0.text(at: "timeZone") == Self.oslo })
    // A clock that is right in its own zone is left alone: the digits follow the zone.
    let right = try Self.snapshot("CST-8:00:00", "2026-07-01T20:00:00+08:00", at: "2026-07-01T12:00:00Z")
    #expect(try Self.sent(spec, to: right).map { $0.text(at: "localTime") } == [nil])
  }

  @Test func `a clock with a server is never set`() throws {
    let live = try Self.snapshot(Self.oslo, "2026-07-01T20:10:00+01:00", at: "2026-07-01T12:00:00Z")
    let sent = try Self.sent("{time: {zone: Europe/Oslo, mode: ntp, maxOffset: 5s}}", to: live)
    #expect(sent.map { $0.text(at: "timeMode") } == ["NTP"])
    // What was read goes back as it was, and means nothing there (isapi.md 5.1).
    #expect(sent.map { $0.text(at: "localTime") } == ["2026-07-01T20:10:00+01:00"])
  }

  @Test func `the time from the platform is not taken away without a word`() throws {
    let live = try Self.snapshot(
      Self.oslo, "2026-07-01T14:00:00+01:00", at: "2026-07-01T12:00:00Z", mode: "platform")
    let desired = try SpecText("{time: {zone: Asia/Shanghai}}").desired(of: Clock.self)
    guard case .impossible(_, ["time.zone"], let reason)? = Clock.compare(desired, with: live).last else {
      Issue.record("the zone was taken")
      return
    }
    #expect(reason.contains("Hik-Connect"))
    let over = try SpecText("{time: {zone: Asia/Shanghai, mode: ntp}}").desired(of: Clock.self)
    #expect(
      ContractCase.changes(Clock.compare(over, with: live))?.first?.fields.map(\.before) == [
        "platform", "UTC+01:00, DST Mar-Oct",
      ])
  }

  @Test(arguments: [("true", nil), ("false", "summer time is off, and by its zone it is on")] as [(String, String?)])
  func `summer time that the recorder sees otherwise is told`(_ isSummer: String, _ words: String?) throws {
    let live = try Self.snapshot(
      Self.oslo, "2026-07-01T14:00:00+01:00", at: "2026-07-01T12:00:00Z",
      more: "<isSummerTime>\(isSummer)</isSummerTime>")
    let told = ClockOffset.summerTimeDisagreement(on: live)
    #expect(words.map { told?.contains($0) == true } ?? (told == nil))
  }

  private static func sent(_ spec: String, to live: DeviceSnapshot) throws -> [XMLElement] {
    let desired = try SpecText(spec).desired(of: Clock.self)
    let changes = try #require(ContractCase.changes(Clock.compare(desired, with: live)))
    return try changes.flatMap { try Clock.requests(for: $0, on: live, secrets: ContractCase.secrets) }
      .map { try XMLDocument(parsing: $0.body).root }
  }

  private static func snapshot(
    _ zone: String, _ shown: String, at ours: String, mode: String = "manual", type: String = "local", more: String = ""
  ) throws -> DeviceSnapshot {
    let text = """
      <Time version="2.0"><timeMode>\(mode)</timeMode><localTime>\(shown)</localTime><timeZone>\(zone)</timeZone>\
      <timeType>\(type)</timeType>\(more)</Time>
      """
    var snapshot = try FactoryRecorder.b.snapshot
    snapshot.readings[.time] = .document(try XMLDocument(parsing: Array(text.utf8)))
    let now = try Date(ours, strategy: .iso8601)
    snapshot.timeRead = DeviceSnapshot.Asked(sent: now, received: now)
    return snapshot
  }
}
