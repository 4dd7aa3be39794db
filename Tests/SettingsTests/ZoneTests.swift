import Testing

@testable import Settings

@Suite struct ZoneTests {
  // The table of isapi.md 5.2.
  @Test(arguments: [
    ("UTC", "CST+0:00:00"),
    ("Europe/London", "CST+0:00:00DST01:00:00,M3.5.0/01:00:00,M10.5.0/02:00:00"),
    ("Europe/Paris", "CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00"),
    ("Europe/Helsinki", "CST-2:00:00DST01:00:00,M3.5.0/03:00:00,M10.5.0/04:00:00"),
    ("America/New_York", "CST+5:00:00DST01:00:00,M3.2.0/02:00:00,M11.1.0/02:00:00"),
    ("America/Chicago", "CST+6:00:00DST01:00:00,M3.2.0/02:00:00,M11.1.0/02:00:00"),
    ("Asia/Shanghai", "CST-8:00:00"),
    ("Asia/Kolkata", "CST-5:30:00"),
    ("America/St_Johns", "CST+3:30:00DST01:00:00,M3.2.0/02:00:00,M11.1.0/02:00:00"),
    ("Australia/Sydney", "CST-10:00:00DST01:00:00,M10.1.0/02:00:00,M4.1.0/03:00:00"),
    ("Australia/Lord_Howe", "CST-10:30:00DST00:30:00,M10.1.0/02:00:00,M4.1.0/02:00:00"),
    ("Antarctica/Troll", "CST+0:00:00DST02:00:00,M3.5.0/01:00:00,M10.5.0/03:00:00"),
    ("Europe/Dublin", "CST+0:00:00DST01:00:00,M3.5.0/01:00:00,M10.5.0/02:00:00"),
    ("Etc/GMT+5", "CST+5:00:00"),
  ])
  func `a zone is written with the sign of the recorder`(_ name: String, _ text: String) {
    #expect(ZoneName(name)?.deviceText == text)
  }

  @Test func `every zone that can be written reads back as the same rule`() throws {
    guard case .choice(let names) = ValueType<ZoneName>.zone.schema else { return }
    #expect(names.count > 550)
    for name in names {
      let zone = try #require(ZoneName(name))
      #expect(ZoneRule(deviceText: zone.deviceText) == zone.rule, "\(name)")
    }
  }

  @Test(arguments: [
    ("CST-0:00:00", "CST+0:00:00"), ("GMT+00:00:00", "CST+0:00:00"), ("CST-01:00:00", "CST-1:00:00"),
    ("CST+5:00:00DST01:00:00,M3.2.0/2:00:00,M11.1.0", "CST+5:00:00DST01:00:00,M3.2.0/02:00:00,M11.1.0/02:00:00"),
  ])
  func `spellings of one rule mean the same`(_ spelling: String, _ text: String) {
    let rule = ZoneRule(deviceText: spelling)
    #expect(rule != nil)
    #expect(rule == ZoneRule(deviceText: text))
    #expect(rule?.deviceText == text)
  }

  @Test(arguments: [
    "", "CST", "CST-1:00:00DST", "CST-1:00:00DST01:00:00,J60,J300", "CST-1:00:00 ", "-1:00:00", "CST-1:99:00",
  ])
  func `text that is no rule is not read as one`(_ text: String) {
    #expect(ZoneRule(deviceText: text) == nil)
  }

  @Test(arguments: ["Africa/Cairo", "America/Santiago", "Asia/Jerusalem", "America/Nuuk", "Asia/Gaza", "Mars/Olympus"])
  func `a zone whose rule a recorder cannot keep is none`(_ name: String) {
    #expect(ZoneName(name) == nil)
  }

  @Test(arguments: [
    ("CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00", "UTC+01:00, DST Mar-Oct"), ("CST+3:30:00", "UTC-03:30"),
    ("CST+0:00:00", "UTC+00:00"),
  ])
  func `a rule is shown by its distance from UTC`(_ text: String, _ shown: String) {
    #expect(ZoneRule(deviceText: text)?.description == shown)
  }
}
