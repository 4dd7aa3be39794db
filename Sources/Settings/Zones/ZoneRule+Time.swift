extension ZoneRule {
  /// Seconds east of UTC at a moment, given in seconds since 1970.
  func offset(at moment: Int) -> Int {
    guard let daylight else { return offset }
    let year = CivilTime(moment + offset).year
    let start = daylight.start.wallClock(in: year) - offset
    let end = daylight.end.wallClock(in: year) - offset - daylight.amount
    // In the south summer time lasts over the new year.
    let isSummer = start < end ? (start..<end).contains(moment) : !(end..<start).contains(moment)
    return isSummer ? offset + daylight.amount : offset
  }

  /// The moments at which a wall clock shows a time: two in the hour that comes twice; in the hour that is left out,
  /// those that a clock would mean that was not put forward yet, or was too early.
  func moments(showing time: CivilTime) -> [Int] {
    let offsets = [offset] + (daylight.map { [offset + $0.amount] } ?? [])
    let moments = offsets.map { time.seconds - $0 }
    let real = zip(moments, offsets).filter { offset(at: $0) == $1 }.map(\.0)
    return real.isEmpty ? moments : real
  }
}

extension ZoneRule.Change {
  /// What the wall clock shows right before the change in a year, in seconds as if on the meridian.
  func wallClock(in year: Int) -> Int {
    let first = CivilTime(year: year, month: month, day: 1)
    let next = CivilTime(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
    let length = (next.seconds - first.seconds) / 86_400
    var day = 1 + (weekday - first.weekday + 7) % 7 + (week - 1) * 7
    while day > length { day -= 7 }
    return first.seconds + (day - 1) * 86_400 + time
  }
}

/// What a wall clock shows, wherever it hangs (proleptic Gregorian).
struct CivilTime: Sendable, Hashable {
  /// Seconds since 1970 as if it hung on the meridian.
  var seconds: Int

  init(_ seconds: Int) { self.seconds = seconds }

  /// Midnight of a day.
  init(year: Int, month: Int, day: Int) {
    // Years begin in March, so that leap days end them.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    seconds = (era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468) * 86_400
  }

  var year: Int { date.year }

  /// 0 for Sunday.
  var weekday: Int { ((days + 4) % 7 + 7) % 7 }

  private var days: Int { (seconds >= 0 ? seconds : seconds - 86_399) / 86_400 }

  private var date: (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9, day)
  }
}

extension CivilTime: CustomStringConvertible {
  /// `2026-01-31T12:00:00`, as recorders take it: without an offset (isapi.md 5.1).
  var description: String {
    let (year, month, day) = date
    let padded = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    return "\(padded)-\(ClockText.digits(month))-\(ClockText.digits(day))T\(ClockText.time(seconds - days * 86_400))"
  }
}
