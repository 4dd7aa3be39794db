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
    return CivilTime(winter + daylight(winter)).description + "Z"
  }

  private func daylight(_ wall: Int) -> Int { rule?.daylight(atWallClock: wall) ?? 0 }

  /// Reads the digits, whatever stands behind them.
  private static func seconds(_ text: String) -> Int? { ShownTime(String(text.prefix(19)))?.time.seconds }
}

extension ZoneRule {
  /// Seconds by which clocks are put forward when they show a time, which is given in seconds as if it were UTC.
  fileprivate func daylight(atWallClock wall: Int) -> Int {
    guard let daylight else { return 0 }
    let year = CivilTime(wall).year
    let start = daylight.start.wallClock(in: year)
    let end = daylight.end.wallClock(in: year)
    let isForward = start < end ? (start..<end).contains(wall) : !(end..<start).contains(wall)
    return isForward ? daylight.amount : 0
  }
}
