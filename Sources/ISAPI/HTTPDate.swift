package import FoundationEssentials

/// The time of a `Date` field (RFC 9110 5.6.7), which devices fill from their own clock.
package struct HTTPDate: Sendable, Hashable {
  package var date: Date

  package init(_ date: Date) { self.date = date }

  /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`; nil for anything else, the obsolete forms included.
  package init?(parsing text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[0].hasSuffix(","), parts[5] == "GMT",
      let month = Self.months.firstIndex(of: String(parts[2])), parts[1].utf8.count == 2
    else { return nil }
    let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    guard let date = try? Date("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z", strategy: .iso8601) else { return nil }
    self.date = date
  }

  /// The value of the field.
  package var text: String {
    let written = date.formatted(.iso8601)
    let days = Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
    // The first of January 1970 was a Thursday.
    let weekday = Self.weekdays[((days % 7) + 7 + 4) % 7]
    let day = written.split(separator: "T")[0].split(separator: "-")
    let time = written.split(separator: "T")[1].dropLast()
    guard day.count == 3, let month = Int(day[1]) else { return "" }
    return "\(weekday), \(day[2]) \(Self.months[month - 1]) \(day[0]) \(time) GMT"
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
