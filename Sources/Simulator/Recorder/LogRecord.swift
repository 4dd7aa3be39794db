/// A line of the recorder's own log (isapi.md 3.9).
struct LogRecord: Hashable {
  /// What the wall clock showed.
  var time: CivilTime
  /// Major type such as `Operation`.
  var major: String
  /// Minor type such as `remoteFactoryDefault`.
  var minor: String
  var username: String
  /// Where the user was; empty for somebody at the recorder.
  var source: String
}
