/// How a time zone stands to UTC all year round, as POSIX rules and recorders can both tell it.
struct ZoneRule: Sendable, Hashable {
  /// Seconds east of UTC outside daylight saving time.
  var offset: Int
  /// nil where clocks never change.
  var daylight: Daylight?

  /// The part of the year with clocks put forward.
  struct Daylight: Sendable, Hashable {
    /// Seconds by which clocks are put forward.
    var amount: Int
    var start: Change
    var end: Change
  }

  /// A yearly moment on the wall clock: such a weekday of such a week of a month.
  struct Change: Sendable, Hashable {
    /// 1 to 12.
    var month: Int
    /// 1 to 5, where 5 is the last.
    var week: Int
    /// 0 for Sunday to 6.
    var weekday: Int
    /// Seconds after midnight, before the change.
    var time: Int
  }
}

extension ZoneRule: CustomStringConvertible {
  /// Such as `UTC+01:00, DST Mar-Oct`.
  var description: String {
    let magnitude = abs(offset)
    let base =
      "UTC\(offset < 0 ? "-" : "+")\(ClockText.digits(magnitude / 3600)):\(ClockText.digits(magnitude / 60 % 60))"
    guard let daylight else { return base }
    return "\(base), DST \(Self.months[daylight.start.month - 1])-\(Self.months[daylight.end.month - 1])"
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

/// Times as both notations write them.
enum ClockText {
  /// `hh:mm:ss` of a time that is not negative.
  static func time(_ seconds: Int) -> String {
    "\(digits(seconds / 3600)):\(digits(seconds / 60 % 60)):\(digits(seconds % 60))"
  }

  /// Two digits at least.
  static func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
