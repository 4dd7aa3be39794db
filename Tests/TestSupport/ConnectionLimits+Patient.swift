package import Device

extension ConnectionLimits {
  /// Limits that only something broken reaches: on a busy machine a test may wait long for its turn.
  package static let patient = patient()

  /// Such limits with others of their own.
  package static func patient(
    bodySize: Int = 16 * 1024 * 1024, idleBeforeWrite: Duration = .seconds(600)
  ) -> ConnectionLimits {
    ConnectionLimits(
      connecting: .seconds(300), answering: .seconds(600), bodySize: bodySize, idleBeforeWrite: idleBeforeWrite)
  }
}
