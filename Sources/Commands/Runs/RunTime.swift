import FoundationEssentials

/// Moments of a run in UTC, as people read them.
enum RunTime {
  /// Such as `2026-02-02 02:40`.
  static func minute(_ time: Date) -> String { String(full(time).prefix(16)) }

  /// Such as `2026-02-02 02:40:06`.
  static func full(_ time: Date) -> String {
    String(time.formatted(.iso8601).replacing("T", with: " ").prefix(19))
  }

  /// The time alone, such as `02:40:06`.
  static func clock(_ time: Date) -> String { String(full(time).suffix(8)) }
}
