import Testing

@testable import Settings

/// Every zone of the database: kept by a recorder to the second, or refused with a reason.
@Suite struct ZoneTransitionTests {
  @Test func `every zone is kept to the second for years to come, or refused with a reason`() throws {
    var kept = 0
    var refused = 0
    for (name, footer) in Self.footers {
      switch Zones.all[name] {
      case .rule(let rule):
        kept += 1
        #expect(ZoneRule(deviceText: rule.deviceText) == rule, "\(name)")
        let expected = try #require(Footer(footer), "\(name)")
        #expect(Self.mistake(of: rule, beside: expected) == nil, "\(name)")
      case .inexpressible(let reason):
        refused += 1
        #expect(reason.count > 20, "\(name)")
      case nil: Issue.record("\(name) is neither kept nor refused")
      }
    }
    #expect(kept > 570)
    #expect((10...30).contains(refused))
  }

  @Test(arguments: [
    ("Africa/Casablanca", "no yearly rule"), ("Africa/El_Aaiun", "no yearly rule"), ("Asia/Gaza", "no yearly rule"),
    ("America/Nuuk", "before midnight"), ("America/Scoresbysund", "before midnight"),
    ("Africa/Cairo", "24:00 or later"),
    ("America/Santiago", "24:00 or later"), ("Asia/Jerusalem", "24:00 or later"),
  ])
  func `a zone that cannot be kept says why`(_ name: String, _ words: String) {
    guard case .inexpressible(let reason)? = Zones.all[name] else {
      Issue.record("\(name) is kept")
      return
    }
    #expect(reason.contains(words))
  }

  @Test(
    arguments: [
      ("EST5EDT4,J60/2,J300/2", nil), ("EST5EDT4,59,299", nil), ("AAA0BBB-0:20,M3.2.0,M11.1.0", "by 20 minutes"),
      ("AAA0BBB-3,M3.2.0,M11.1.0", "by 180 minutes"), ("AAA-1BBB0,M10.5.0,M3.5.0/1", ""),
    ] as [(String, String?)])
  func `rules are told apart by what a recorder can be told`(_ posix: String, _ obstacle: String?) {
    let rule = ZoneRule(posix: posix)
    guard let obstacle else {
      #expect(rule == nil)
      return
    }
    #expect(obstacle.isEmpty ? rule?.obstacle == nil : rule?.obstacle?.contains(obstacle) == true)
  }

  @Test(arguments: [
    ("CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00", "2026-03-29T02:30:00", 2),
    ("CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00", "2026-10-25T02:30:00", 2),
    ("CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00", "2026-10-25T03:00:00", 1),
    ("CST-10:00:00DST01:00:00,M10.1.0/02:00:00,M4.1.0/03:00:00", "2026-01-01T00:00:00", 1),
    ("CST+3:30:00", "2026-07-01T12:00:00", 1),
  ])
  func `a wall clock shows some times twice and some never`(_ zone: String, _ text: String, _ count: Int) throws {
    let rule = try #require(ZoneRule(deviceText: zone))
    let shown = try #require(ShownTime(text))
    #expect(rule.moments(showing: shown.time).count == count)
    #expect(shown.time.description == text)
  }

  @Test(
    arguments: [
      ("2026-01-31T12:00:00", nil), ("2026-01-31T12:00:00Z", nil), ("2026-01-31T12:00:00+01:00", nil),
      ("2026-01-31T12:00:00-0530", nil), ("2026-01-31T12:00:00.250+01:00", 0.25), ("2026-01-31 12:00:00", nil),
    ] as [(String, Double?)])
  func `a time is read by its digits, whatever stands behind them`(_ text: String, _ fraction: Double?) throws {
    let shown = try #require(ShownTime(text))
    #expect(shown.time.description == "2026-01-31T12:00:00")
    #expect(shown.fraction == fraction)
  }

  @Test(arguments: [
    "", "2026-01-31", "2026-13-31T12:00:00", "2026-01-31T25:00:00", "2026-01-31T12:00", "2026-01-31T12:00:00.",
    "2026-01-31T12:00:00 nonsense", "２026-01-31T12:00:00", "9999999999999999999", "2026-01-31T12:00:00+",
  ])
  func `what is no time is not read as one`(_ text: String) { #expect(ShownTime(text) == nil) }

  private static let footers: [(String, String)] = ZoneTable.text.split(separator: "\n").compactMap { line in
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    return parts.count == 2 ? (parts[0], parts[1]) : nil
  }

  /// The first moment at which a rule is wrong, looking at every hour of all days near a change, 2024 to 2037.
  private static func mistake(of rule: ZoneRule, beside footer: Footer) -> Int? {
    if rule.daylight == nil, footer.other == nil { return rule.offset == footer.standard ? nil : 0 }
    for year in 2024...2037 {
      for change in footer.changes(in: year) {
        for moment in [change - 86_400, change - 3600, change - 1, change, change + 1, change + 3600, change + 86_400]
        where rule.offset(at: moment) != footer.offset(at: moment) { return moment }
      }
      for day in stride(from: 5, to: 365, by: 20) {
        let moment = Footer.days(before: year) * 86_400 + day * 86_400
        if rule.offset(at: moment) != footer.offset(at: moment) { return moment }
      }
    }
    return nil
  }
}

/// A POSIX rule read and kept in another way than the product does: by counting days, year after year.
private struct Footer {
  var standard: Int
  var other: Int?
  private var start = Day()
  private var end = Day()

  private struct Day {
    var month = 1
    var week = 1
    var weekday = 0
    var time = 7200
  }

  init?(_ text: String) {
    let parts = text.split(separator: ",").map(String.init)
    guard parts.count == 1 || parts.count == 3 else { return nil }
    var head = Substring(parts[0])
    Self.dropName(&head)
    guard let west = Self.time(&head) else { return nil }
    standard = -west
    if parts.count == 1 { return }
    Self.dropName(&head)
    other = head.isEmpty ? standard + 3600 : Self.time(&head).map { -$0 }
    guard let start = Self.day(parts[1]), let end = Self.day(parts[2]) else { return nil }
    (self.start, self.end) = (start, end)
  }

  /// The two changes of a year, as moments.
  func changes(in year: Int) -> [Int] {
    guard let other else { return [] }
    return [wall(start, year) - standard, wall(end, year) - other]
  }

  /// The offset at a moment: that behind the last change before it.
  func offset(at moment: Int) -> Int {
    guard let other else { return standard }
    let year = 1970 + moment / 31_556_952
    let past = (year - 1...year + 1).flatMap { year in
      [(wall(start, year) - standard, other), (wall(end, year) - other, standard)]
    }
    return past.filter { $0.0 <= moment }.max { $0.0 < $1.0 }?.1 ?? standard
  }

  /// Days from 1970 to the first of a year.
  static func days(before year: Int) -> Int { (1970..<year).reduce(0) { $0 + (isLeap($1) ? 366 : 365) } }

  private func wall(_ day: Day, _ year: Int) -> Int {
    let lengths = [31, Self.isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let first = Self.days(before: year) + lengths[..<(day.month - 1)].reduce(0, +)
    // The first of January 1970 was a Thursday.
    let matching = (0..<lengths[day.month - 1]).filter { (first + $0 + 4) % 7 == day.weekday }
    return (first + (matching.count >= day.week ? matching[day.week - 1] : matching[matching.count - 1])) * 86_400
      + day.time
  }

  private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  private static func dropName(_ text: inout Substring) {
    if text.hasPrefix("<") {
      text = text.drop { $0 != ">" }.dropFirst()
    } else {
      text = text.drop { $0.isLetter }
    }
  }

  private static func time(_ text: inout Substring) -> Int? {
    let sign = text.hasPrefix("-") ? -1 : 1
    let body = text.drop { $0 == "-" || $0 == "+" }.prefix { $0.isNumber || $0 == ":" }
    text = text.drop { $0 == "-" || $0 == "+" }.dropFirst(body.count)
    let numbers = body.split(separator: ":").compactMap { Int($0) }
    guard !numbers.isEmpty else { return nil }
    return sign * zip(numbers, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func day(_ text: String) -> Day? {
    let halves = text.split(separator: "/")
    let numbers = halves[0].dropFirst().split(separator: ".").compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    var day = Day(month: numbers[0], week: numbers[1], weekday: numbers[2])
    if halves.count == 2 {
      var rest = halves[1]
      guard let time = time(&rest) else { return nil }
      day.time = time
    }
    return day
  }
}
