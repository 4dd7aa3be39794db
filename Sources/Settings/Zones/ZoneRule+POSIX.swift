extension ZoneRule {
  /// Reads a rule as in the footer of a TZif file, such as `CET-1CEST,M3.5.0,M10.5.0/3` (RFC 9636, 3.3).
  ///
  /// nil for rules that name days in another way than by week and weekday.
  init?(posix text: String) {
    var cursor = RuleCursor(text)
    guard cursor.takeName(), let west = cursor.time() else { return nil }
    self.init(offset: -west, daylight: nil)
    if cursor.isAtEnd { return }
    guard cursor.takeName() else { return nil }
    var other = offset + 3600
    if !cursor.take(",") {
      guard let west = cursor.time(), cursor.take(",") else { return nil }
      other = -west
    }
    guard let start = cursor.change(), cursor.take(","), let end = cursor.change(), cursor.isAtEnd else { return nil }
    if other > offset {
      daylight = Daylight(amount: other - offset, start: start, end: end)
    } else {
      // Irish law calls summer time standard and puts clocks back for winter; for a clock it is all one.
      daylight = Daylight(amount: offset - other, start: end, end: start)
      offset = other
    }
  }
}
