import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing
import XML

@Suite struct ClockTests {
  static let time = "/ISAPI/System/time"

  /// What the wall clock shows at noon UTC of a day.
  private func shown(_ zone: String, at text: String) async throws -> String? {
    let bench = try Bench { $0.edits = [DocumentEdit(Self.time, "timeZone", zone)] }
    let date = try Date(text, strategy: .iso8601)
    bench.clock.advance(by: .seconds(date.timeIntervalSince(bench.clock.now)))
    return try await bench.client.get(Self.time).text(at: "localTime")
  }

  @Test(arguments: [
    ("CST-8:00:00", "2026-01-31T12:00:00Z", "2026-01-31T20:00:00+08:00"),
    ("CST+5:00:00", "2026-01-31T12:00:00Z", "2026-01-31T07:00:00-05:00"),
    ("CST-5:30:00", "2026-01-31T22:00:00Z", "2026-02-01T03:30:00+05:30"),
    ("CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00", "2026-01-31T12:00:00Z", "2026-01-31T13:00:00+01:00"),
    ("CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00", "2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00"),
    ("CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00+01:00"),
    ("CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00"),
    ("CST-10:00:00DST01:00:00,M10.1.0/02:00:00,M4.1.0/03:00:00", "2026-01-31T12:00:00Z", "2026-01-31T23:00:00+10:00"),
    ("CST-10:00:00DST01:00:00,M10.1.0/02:00:00,M4.1.0/03:00:00", "2026-07-31T12:00:00Z", "2026-07-31T22:00:00+10:00"),
  ])
  func `the wall clock follows the zone and shows the winter offset`(
    _ zone: String, _ moment: String, _ text: String
  ) async throws {
    #expect(try await shown(zone, at: moment) == text)
  }

  @Test func `a clock set by hand shows what it was set to`() async throws {
    let bench = try Bench()
    let status = try await bench.client.change(Self.time) {
      $0.setText("manual", at: "timeMode")
      $0.setText("2026-06-01T08:00:00", at: "localTime")
    }
    #expect(status.statusCode == 1)
    bench.clock.advance(by: .seconds(60))
    #expect(try await bench.client.get(Self.time).text(at: "localTime")?.hasPrefix("2026-06-01T08:01:00") == true)
  }

  @Test func `a server within reach sets the clock, another does not`() async throws {
    let bench = try Bench { seed in
      seed.clockSkew = -94
      seed.behavior.timeServers = ["10.20.30.1"]
      seed.edits = [DocumentEdit(Self.time, "timeZone", "CST+0:00:00")]
    }
    try await bench.client.change(Self.time) { $0.setText("NTP", at: "timeMode") }
    #expect(try await bench.client.get(Self.time).text(at: "localTime") == "2026-01-31T11:58:26+00:00")
    try await bench.client.change("/ISAPI/System/time/ntpServers/1") { $0.setText("10.20.30.1", at: "hostName") }
    #expect(try await bench.client.get(Self.time).text(at: "localTime") == "2026-01-31T12:00:00+00:00")
  }

  @Test func `a server takes its time, and a clock out of its reach goes on being wrong`() async throws {
    let bench = try Bench { seed in
      seed.clockSkew = 41
      seed.behavior.timeSyncDelay = .seconds(60)
      seed.edits = [DocumentEdit(Self.time, "timeZone", "CST+0:00:00"), DocumentEdit(Self.time, "timeMode", "NTP")]
    }
    #expect(try await bench.client.get(Self.time).text(at: "localTime") == "2026-01-31T12:00:41+00:00")
    bench.clock.advance(by: .seconds(59))
    #expect(try await bench.client.get(Self.time).text(at: "localTime") == "2026-01-31T12:01:40+00:00")
    bench.clock.advance(by: .seconds(1))
    #expect(try await bench.client.get(Self.time).text(at: "localTime") == "2026-01-31T12:01:00+00:00")
  }

  @Test func `zone and time can be read as plain text`() async throws {
    let bench = try Bench()
    let zone = try await bench.client.send(.get("/ISAPI/System/time/timeZone"))
    #expect(String(decoding: zone.body, as: UTF8.self) == "CST-8:00:00")
    #expect(zone.headers["Content-Type"] == "text/plain")
  }
}
