import FoundationEssentials
import Settings
import Testing
import XML

/// What times in a recorder's log mean.
@Suite struct RecorderTimeTests {
  private static let oslo = "CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00"
  private static let sydney = "CST-10:00:00DST01:00:00,M10.1.0/02:00:00,M4.1.0/03:00:00"

  private func time(_ shown: String, _ zone: String, at now: String) throws -> RecorderTime {
    let text = "<Time><localTime>\(shown)</localTime><timeZone>\(zone)</timeZone></Time>"
    return try #require(RecorderTime(try XMLDocument(parsing: Array(text.utf8)).root, at: try date(now)))
  }

  private func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  @Test(arguments: [
    // The winter offset stands behind the time in summer too, and the Z is a lie.
    ("2026-07-01T12:00:00+01:00", oslo, "2026-07-01T10:00:00Z", "2026-07-01T11:30:00Z", "2026-07-01T09:30:00Z"),
    ("2026-07-01T12:00:00+01:00", oslo, "2026-07-01T10:00:00Z", "2026-01-15T12:00:00Z", "2026-01-15T11:00:00Z"),
    ("2026-01-15T12:00:00+01:00", oslo, "2026-01-15T11:00:00Z", "2025-07-01T12:00:00Z", "2025-07-01T10:00:00Z"),
    // The last hour before the change and the first behind it.
    ("2026-04-01T12:00:00+01:00", oslo, "2026-04-01T10:00:00Z", "2026-03-29T01:59:59Z", "2026-03-29T00:59:59Z"),
    ("2026-04-01T12:00:00+01:00", oslo, "2026-04-01T10:00:00Z", "2026-03-29T03:00:00Z", "2026-03-29T01:00:00Z"),
    // The south puts its clocks forward in October.
    ("2026-01-15T12:00:00+10:00", sydney, "2026-01-15T01:00:00Z", "2025-07-01T12:00:00Z", "2025-07-01T02:00:00Z"),
    // A clock that is wrong is as wrong in the log.
    ("2026-01-15T12:07:00+01:00", oslo, "2026-01-15T11:00:00Z", "2026-01-14T12:07:00", "2026-01-14T11:00:00Z"),
    ("2026-01-15T12:00:00", "", "2026-01-15T11:00:00Z", "2026-01-14T12:00:00Z", "2026-01-14T11:00:00Z"),
  ])
  func `a time of the log is a moment by the recorder's own clock`(
    _ shown: String, _ zone: String, _ now: String, _ entry: String, _ moment: String
  ) throws {
    let time = try time(shown, zone, at: now)
    #expect(time.date(of: entry) == (try date(moment)))
    #expect(time.text(of: try date(moment)).prefix(19) == entry.prefix(19))
  }

  @Test(arguments: ["", "yesterday", "2026-13-01T00:00:00Z", "2026-01-01", "\u{1B}[31m2026-01-01T00:00:00Z"])
  func `what is no time has no moment`(_ text: String) throws {
    #expect(try time("2026-01-15T12:00:00", Self.oslo, at: "2026-01-15T11:00:00Z").date(of: text) == nil)
    let document = try XMLDocument(parsing: Array("<Time><timeMode>NTP</timeMode></Time>".utf8))
    #expect(RecorderTime(document.root, at: Date(timeIntervalSince1970: 0)) == nil)
  }
}
