package import FoundationEssentials
package import XML

/// What a recorder's wall clock showed at one moment, by which its other times are understood.
///
/// Recorders write wall clock times with a `Z` or a winter offset behind them: the digits count (isapi.md 5.1, 9.1).
package struct RecorderTime: Sendable, Hashable {
  /// The moment of the reading.
  private let now: Date
  /// What the wall clock showed, in seconds as if it were UTC.
  private let shown: Int
  private let rule: ZoneRule?

  /// Takes what `System/time` said at a moment; nil where it tells no time.
  package init?(_ document: XMLElement, at now: Date) {
    guard let shown = document.text(at: "localTime").flatMap(Self.seconds) else { return nil }
    self.now = now
    self.shown = shown
    rule = document.text(at: "timeZone").flatMap(ZoneRule.init(deviceText:))
  }

  /// The moment that a time of the recorder means; nil for a text that is no time.
  package func date(of text: String) -> Date? {
    guard let wall = Self.seconds(text) else { return nil }
    return now.addingTimeInterval(Double(wall - shown + daylight(shown) - daylight(wall)))
  }

  /// What the recorder's wall clock shows at a moment, with the `Z` that its searches want.
  package func text(of date: Date) -> String {
    let winter = shown - daylight(shown) + Int(date.timeIntervalSince(now).rounded(.down))
    return Date(timeIntervalSince1970: Double(winter + daylight(winter))).formatted(.iso8601)
  }

  private func daylight(_ wall: Int) -> Int { rule?.daylight(atWallClock: wall) ?? 0 }

  /// Reads the digits of `2026-01-31T12:00:00`, whatever stands behind them.
  private static func seconds(_ text: String) -> Int? {
    guard text.utf8.count >= 19, let date = try? Date(text.prefix(19) + "Z", strategy: .iso8601) else { return nil }
    return Int(date.timeIntervalSince1970)
  }
}

extension ZoneRule {
  /// Seconds by which clocks are put forward when they show a time, which is given in seconds as if it were UTC.
  fileprivate func daylight(atWallClock wall: Int) -> Int {
    guard let daylight, let year = Int(Date(timeIntervalSince1970: Double(wall)).formatted(.iso8601).prefix(4)) else {
      return 0
    }
    let start = daylight.start.wallClock(in: year)
    let end = daylight.end.wallClock(in: year)
    let isForward = start < end ? (start..<end).contains(wall) : !(end..<start).contains(wall)
    return isForward ? daylight.amount : 0
  }
}

extension ZoneRule.Change {
  /// What clocks show at the change in a year, in seconds as if it were UTC.
  fileprivate func wallClock(in year: Int) -> Int {
    let first = Self.days(to: year, month)
    let next = month == 12 ? Self.days(to: year + 1, 1) : Self.days(to: year, month + 1)
    // The first of January 1970 was a Thursday.
    let firstWeekday = ((first + 4) % 7 + 7) % 7
    var day = first + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
    if day >= next { day -= 7 }
    return day * 86_400 + time
  }

  /// Days from 1970 to the first of a month (proleptic Gregorian).
  private static func days(to year: Int, _ month: Int) -> Int {
    let years = year - 1
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let leapDays = years / 4 - years / 100 + years / 400
    return years * 365 + leapDays + before[month - 1] + (isLeap && month > 2 ? 1 : 0) - 719_162
  }
}
