import Host

/// How a run waits while nothing is under way but looking: there it may end as well.
struct RunPauses: Sendable {
  let clock: any WallClock
  /// Whether somebody asked for an end, or took over the recorder.
  let endsHere: @Sendable () -> Bool

  /// Waits; throws `StopAsked` where the run is to end.
  func rest(for pause: Duration) async throws {
    if endsHere() { throw StopAsked() }
    try await clock.sleep(for: pause)
  }
}

/// The run was asked to end while a step only waited.
struct StopAsked: Error {}
