import FoundationEssentials

/// A date and time of day on no particular meridian (proleptic Gregorian).
struct CivilTime: Hashable {
  var year: Int
  var month: Int
  var day: Int
  /// Seconds since midnight.
  var second: Int

  /// The time that so many seconds after 1970 are, read as if on the meridian.
  init(secondsSince1970 seconds: Int) {
    let days = Self.floorDivide(seconds, by: 86_400)
    second = seconds - days * 86_400
    // Days from 0000-03-01, in eras of 400 years, so that leap days end the year.
    let shifted = days + 719_468
    let era = Self.floorDivide(shifted, by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  init(year: Int, month: Int, day: Int, second: Int = 0) {
    self.year = year
    self.month = month
    self.day = day
    self.second = second
  }

  /// Reads `2026-01-31T12:00:00`; an offset behind it is not looked at (isapi.md 5.1).
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, bytes[4] == 45, bytes[7] == 45, bytes[10] == 84, bytes[13] == 58, bytes[16] == 58,
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]), (1...12).contains(month),
      let day = Self.number(bytes[8..<10]), (1...31).contains(day), let hour = Self.number(bytes[11..<13]), hour < 24,
      let minute = Self.number(bytes[14..<16]), minute < 60, let second = Self.number(bytes[17..<19]), second < 60
    else { return nil }
    self.init(year: year, month: month, day: day, second: hour * 3600 + minute * 60 + second)
  }

  /// Seconds since 1970, read as if on the meridian.
  var secondsSince1970: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = Self.floorDivide(shiftedYear, by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return (era * 146_097 + dayOfEra - 719_468) * 86_400 + second
  }

  /// The day of the week, 0 for Sunday.
  var weekday: Int {
    let days = Self.floorDivide(secondsSince1970, by: 86_400)
    return ((days + 4) % 7 + 7) % 7
  }

  /// `2026-01-31T12:00:00`.
  var text: String {
    "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))T"
      + "\(Self.digits(second / 3600, 2)):\(Self.digits(second / 60 % 60, 2)):\(Self.digits(second % 60, 2))"
  }

  /// A number with zeros in front.
  static func digits(_ value: Int, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? { Int(String(decoding: bytes, as: UTF8.self)) }

  private static func floorDivide(_ value: Int, by divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
  }
}
