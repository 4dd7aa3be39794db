import Host
import ISAPI

extension DeviceTransport {
  /// The answer to a read, asked for again with growing pauses while the device is busy; a write is never repeated.
  func patientAnswer(
    toReading endpoint: Endpoint, presence: DeviceAnswer.Presence, clock: any WallClock
  ) async throws -> DeviceAnswer {
    var request = Request.get(endpoint)
    if endpoint == .capabilities { request.timeLimit = Patience.slowReading }
    for pause in Patience.pauses {
      let answer = try await self.answer(to: request, presence: presence)
      guard case .busy = answer else { return answer }
      try await clock.sleep(for: pause)
    }
    return try await answer(to: request, presence: presence)
  }
}

/// How long nvrctl bears with a device.
private enum Patience {
  static let pauses: [Duration] = [.seconds(1), .seconds(2), .seconds(4), .seconds(8)]
  /// Capabilities may take this long shortly after a boot (isapi.md 12.3.6).
  static let slowReading: Duration = .seconds(40)
}
