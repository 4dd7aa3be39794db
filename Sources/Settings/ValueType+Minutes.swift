/// A stretch of time in whole minutes, written with its unit.
package struct Minutes: Sendable, Hashable, CustomStringConvertible {
  package let count: Int

  /// Reads `60m`, `24h` or `1d`, up to a week, which is the longest a recorder keeps (isapi.md 5.3).
  package init?(_ text: String) {
    guard let unit = text.last, let factor = ["m": 1, "h": 60, "d": 1440][unit], let number = Int(text.dropLast()),
      String(number) == text.dropLast(), (1...10_080 / factor).contains(number)
    else { return nil }
    count = number * factor
  }

  init(_ count: Int) { self.count = count }

  package init(hours: Int) { self.init(hours * 60) }

  package var description: String {
    if count > 0, count % 1440 == 0 { return "\(count / 1440)d" }
    return count > 0 && count % 60 == 0 ? "\(count / 60)h" : "\(count)m"
  }
}

extension ValueType where Value == Minutes {
  /// A minute to a week.
  package static let minutes = written(
    Minutes.init, as: "a time of 1m to 7d with its unit, such as 60m or 24h",
    pattern: "^(([1-9][0-9]{0,3}|100[0-7][0-9]|10080)m|([1-9][0-9]?|1[0-5][0-9]|16[0-8])h|[1-7]d)$")
}
