package import FoundationEssentials
package import XML

/// Everything a device said to a reading of it at one moment, as it came: what a snapshot file holds and a twin says.
///
/// Where a `DeviceSnapshot` has documents, this has bytes, and the refusals beside them.
package struct RecordedSnapshot: Sendable, Hashable {
  package var identity: DeviceIdentity
  /// When the device was read, in whole seconds.
  package var takenAt: Date
  /// The version of nvrctl that read it.
  package var tool: String
  /// Every resource asked for, with what came.
  package var answers: [Endpoint: RecordedAnswer]
  /// What stands in the place of something that nobody else may see.
  package var masked: [MaskedField]

  /// What was read, with everything masked that a snapshot must not hold.
  package init(sanitising answers: [Endpoint: RecordedAnswer], of identity: DeviceIdentity, at time: Date, tool: String)
  {
    var mask = SnapshotMask()
    self.identity = identity
    takenAt = Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down))
    self.tool = tool
    self.answers = [:]
    for (endpoint, answer) in answers.sorted(by: { $0.key < $1.key }) {
      self.answers[endpoint] = mask.masked(answer, at: endpoint)
    }
    masked = mask.fields
  }

  /// What a file said; the reader of the file vouches for it.
  package init(
    identity: DeviceIdentity, takenAt: Date, tool: String, answers: [Endpoint: RecordedAnswer], masked: [MaskedField]
  ) {
    self.identity = identity
    self.takenAt = takenAt
    self.tool = tool
    self.answers = answers
    self.masked = masked
  }

  /// The document at a resource, nil where there is none.
  package func document(at endpoint: Endpoint) -> XMLDocument? {
    if case .document(let document) = answers[endpoint].map({ Self.answer($0, at: endpoint) }) { document } else { nil }
  }

  /// The same as a plan is made from; an answer that means neither a document nor its absence is left out.
  package func snapshot(login: DeviceSnapshot.Login = .current) -> DeviceSnapshot {
    var readings: [Endpoint: DeviceSnapshot.Reading] = [:]
    for (endpoint, recorded) in answers {
      switch Self.answer(recorded, at: endpoint) {
      case .document(let document): readings[endpoint] = .document(document)
      case .notPresent(let status, let subStatus): readings[endpoint] = .absent(status: status, subStatus: subStatus)
      case .content, .done, .rebootRequired, .busy, .refused: continue
      }
    }
    return DeviceSnapshot(identity: identity, login: login, readings: readings)
  }

  private static func answer(_ recorded: RecordedAnswer, at endpoint: Endpoint) -> DeviceAnswer {
    DeviceAnswer(recorded.response, to: .get(endpoint), presence: .optional)
  }
}
