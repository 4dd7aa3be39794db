import FoundationEssentials
package import ISAPI
import XML

/// How far the clock of a recorder is off ours, by the digits it shows and the zone it has now.
package struct ClockOffset: Sendable, Hashable {
  /// Seconds by which the recorder is ahead; negative where it is behind.
  package var seconds: Double
  /// Seconds by which that may be wrong: half the way there and back, and what the digits do not show.
  package var error: Double

  package init(seconds: Double, error: Double) {
    self.seconds = seconds
    self.error = error
  }

  /// What a snapshot tells of the clock; nil where the time was not read, or cannot be understood.
  ///
  /// Digits are compared, never instants: the offset that is shown beside them is often that of the winter (isapi.md
  /// 5.1).
  package init?(on snapshot: DeviceSnapshot) {
    guard let asked = snapshot.timeRead, let root = snapshot[.time]?.root.subject(named: Clock.subject),
      let shown = root.text(at: "localTime").flatMap(ShownTime.init)
    else { return nil }
    let ours = (asked.sent.timeIntervalSince1970 + asked.received.timeIntervalSince1970) / 2
    let moments: [Int]
    if root.showsUTC {
      moments = [shown.time.seconds]
    } else {
      guard let rule = root.text(at: "timeZone").flatMap(ZoneRule.init(deviceText:)) else { return nil }
      moments = rule.moments(showing: shown.time)
    }
    // Whole seconds are cut off, so that the clock stands half a second further on the average.
    let offsets = moments.map { Double($0) + (shown.fraction ?? 0.5) - ours }
    guard let nearest = offsets.min(by: { abs($0) < abs($1) }) else { return nil }
    seconds = nearest
    let way = max(0, asked.received.timeIntervalSince(asked.sent)) / 2
    error = way + (shown.fraction == nil ? 0.5 : 0)
  }

  /// How summer time as the recorder has it differs from that of its zone, in words; nil where it does not, or where it
  /// says nothing of it.
  package static func summerTimeDisagreement(on snapshot: DeviceSnapshot) -> String? {
    guard let root = snapshot[.time]?.root.subject(named: Clock.subject), let asked = snapshot.timeRead,
      let told = root.text(at: "isSummerTime").flatMap({ Bool($0) }),
      let rule = root.text(at: "timeZone").flatMap(ZoneRule.init(deviceText:)), let offset = Self(on: snapshot),
      !offset.exceeds(3600)
    else { return nil }
    let isSummer = rule.offset(at: Int(asked.received.timeIntervalSince1970)) != rule.offset
    if told == isSummer { return nil }
    return
      "the recorder says that summer time is \(told ? "on" : "off"), and by its zone it is \(isSummer ? "on" : "off")"
  }

  /// Whether the clock is further off than so many seconds, whatever the error.
  package func exceeds(_ limit: Double) -> Bool { abs(seconds) - error > limit }

  /// Such as `41 s ahead`; `right` where nothing else can be told.
  package var words: String {
    if !exceeds(0) { return "right" }
    return "\(Self.words(abs(seconds))) \(seconds > 0 ? "ahead" : "behind")"
  }

  /// Such as `1.5 s`, `41 s`, `12 min` or `3 h`.
  package static func words(_ seconds: Double) -> String {
    if seconds < 10, seconds != seconds.rounded() {
      let tenths = Int((seconds * 10).rounded())
      return "\(tenths / 10).\(tenths % 10) s"
    }
    let whole = Int(min(seconds, 1e12).rounded())
    if whole < 120 { return "\(whole) s" }
    if whole < 7200 { return "\((whole + 30) / 60) min" }
    return whole < 172_800 ? "\((whole + 1800) / 3600) h" : "\((whole + 43_200) / 86_400) days"
  }
}
