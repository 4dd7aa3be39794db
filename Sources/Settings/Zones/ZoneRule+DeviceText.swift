extension ZoneRule {
  /// Reads a recorder's `timeZone`, such as `CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00` (isapi.md 5.2).
  init?(deviceText text: String) {
    var cursor = RuleCursor(text)
    // The letters mean nothing; they end before DST, which only follows digits.
    guard cursor.takeName(), let west = cursor.time() else { return nil }
    self.init(offset: -west, daylight: nil)
    if cursor.isAtEnd { return }
    guard cursor.take(word: "DST"), let amount = cursor.time(), cursor.take(","), let start = cursor.change(),
      cursor.take(","), let end = cursor.change(), cursor.isAtEnd
    else { return nil }
    daylight = Daylight(amount: amount, start: start, end: end)
  }

  /// The rule as recorders write it: west is positive, and the hours of the offset have no leading zero.
  var deviceText: String {
    let magnitude = abs(offset)
    let minutes = ClockText.digits(magnitude / 60 % 60)
    let base = "CST\(offset > 0 ? "-" : "+")\(magnitude / 3600):\(minutes):\(ClockText.digits(magnitude % 60))"
    guard let daylight else { return base }
    return base + "DST\(ClockText.time(daylight.amount)),\(daylight.start.deviceText),\(daylight.end.deviceText)"
  }

  /// Why a recorder cannot be told the rule; nil when it can.
  var obstacle: String? {
    guard let daylight else { return nil }
    if ![1800, 3600, 5400, 7200].contains(daylight.amount) {
      return "its clocks change by \(daylight.amount / 60) minutes, and recorders know 30, 60, 90 and 120"
    }
    let times = [daylight.start.time, daylight.end.time]
    if times.contains(where: { $0 < 0 }) {
      return "its clocks change before midnight of the day that its rule names, and recorders know 00:00 to 23:59"
    }
    if times.contains(where: { $0 >= 86_400 }) {
      return "its clocks change at 24:00 or later of the day that its rule names, and recorders know 00:00 to 23:59"
    }
    return nil
  }
}

extension ZoneRule.Change {
  fileprivate var deviceText: String { "M\(month).\(week).\(weekday)/\(ClockText.time(time))" }
}
