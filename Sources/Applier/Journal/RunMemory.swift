package import FoundationEssentials
package import ISAPI

/// What a run has learnt about its recorder and a later process must know to go on; it holds no secret and no document.
///
/// The journal carries it whenever it changed, so that it is on the disk before the effect it belongs to.
package struct RunMemory: Sendable, Hashable, Codable {
  /// Where the recorder answered last.
  package var address: DeviceAddress
  /// Which of its two passwords the recorder took last.
  package var login: DeviceSnapshot.Login
  /// The limits that a person lifted for the run, such as `footage-loss=accepted`.
  package var allowances: [String] = []
  /// Whether a write was answered with 7 and no restart came behind it (isapi.md 1.6).
  package var isRestartDue = false
  /// When the restart at the end of the plan left.
  package var restartSentAt: Date?
  /// The reset, from the moment before it left.
  package var reset: ResetRequest?
  /// The change under way that may take the way to the recorder away, from the moment before it left.
  package var move: MoveMemory?

  package init(address: DeviceAddress, login: DeviceSnapshot.Login) {
    self.address = address
    self.login = login
  }
}

/// A reset that was sent, or was about to be.
package struct ResetRequest: Sendable, Hashable, Codable {
  /// How far the request came.
  package enum Stage: String, Sendable, Hashable, Codable {
    /// It may have left; no answer was recorded.
    case sent
    /// The recorder took it, and restarts by itself.
    case accepted
    /// The recorder took it, and waits for a restart (isapi.md 3.5).
    case awaitsRestart
  }

  /// When it left, to the second, rounded up: a recorder that runs for less than the time since was restarted behind it.
  package var time: Date
  /// Where it was sent.
  package var address: DeviceAddress
  /// Short digests of the live fields before it, by path.
  package var fields: [String: String]
  /// Where an inactive device stood before it, which must be another one.
  package var strangers: [DeviceAddress]
  package var stage = Stage.sent
  /// Whether the recorder was heard announcing itself before it, and so must be heard behind it.
  package var wasHeard = false
  /// Digests of the documents before it, by resource.
  package var documents: [String: String] = [:]
  /// What the recorder's own log told before it; nil where it told nothing.
  package var log: ResetLog?

  package init(at time: Date, to address: DeviceAddress, fields: [String: String], strangers: Set<DeviceAddress>) {
    self.time = time.roundedUp
    self.address = address
    self.fields = fields
    self.strangers = strangers.sorted { $0.description < $1.description }
  }
}

extension Date {
  /// The whole second behind this moment, as the journal keeps times.
  var roundedUp: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.up)) }
}
