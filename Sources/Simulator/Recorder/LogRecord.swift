import FoundationEssentials

/// A line of the recorder's own log (isapi.md 3.9).
struct LogRecord: Hashable {
  var time: Date
  /// Major type such as `Operation`.
  var major: String
  /// Minor type such as `remoteFactoryDefault`.
  var minor: String
  var username: String
  var source: String
}
