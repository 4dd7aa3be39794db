/// A write that a step means to make, without what is in it.
package struct PlannedWrite: Sendable, Hashable {
  /// Method and path, such as `PUT /ISAPI/System/time`; fit for the journal.
  package var label: String
  /// Whether it may be sent again when the device asked to come back later.
  package var isRepeatable: Bool

  package init(_ label: String, isRepeatable: Bool) {
    self.label = label
    self.isRepeatable = isRepeatable
  }
}

/// What a step found when it looked at the device before writing.
package enum Look: Sendable, Hashable {
  /// Nothing to write.
  case asWanted(facts: [String])
  case toDo([PlannedWrite])
  /// Every gate holds; the evidence goes on the record before the first write.
  case cleared(facts: [String], [PlannedWrite])
  case failed(StepFailure)
}

/// What became of a step in whose middle a run was cut off.
package enum Settlement: Sendable, Hashable {
  /// It happened, and what it was to bring about was seen.
  case done(facts: [String])
  /// It did not happen, or only in part: the step is taken up again.
  case notDone(facts: [String])
  /// It cannot be told, and nothing is repeated.
  case failed(StepFailure)
}

/// What came of one write.
package enum WriteResult: Sendable, Hashable {
  /// The device took it; `more` has to be sent behind it.
  case accepted(facts: [String], more: [PlannedWrite] = [])
  /// The device asked to come back later and did nothing.
  case busy(StepFailure)
  /// The device did not do it, or nothing was sent.
  case refused(StepFailure)
  /// The device says no in a way that does not settle whether it was done; reading back tells.
  case doubtful(StepFailure)
  /// No answer came; it may have had its effect.
  case unanswered(fact: String)

  /// Whether the request has left for the device.
  var hasLeft: Bool {
    switch self {
    case .accepted, .busy, .doubtful, .unanswered: true
    // Another device, or a certificate that is not the pinned one, stood there before anything was sent.
    case .refused(let failure): failure.kind != .refused
    }
  }
}

/// What reading back gave.
package enum Proof: Sendable, Hashable {
  case holds(facts: [String])
  /// Not as wanted, or not yet; it may be untouched, which is as it was before the step.
  case differs(StepFailure, isUntouched: Bool = false)
  /// Not as wanted, and these writes bring back what was before; then the proof is asked again.
  case wayBack([PlannedWrite])
  /// Another round would not help.
  case failed(StepFailure)
}

/// Why a step could not be brought to its end, in words for the person who reads them.
package struct StepFailure: Error, Sendable, Hashable {
  /// What the failure means for the run as a whole.
  package enum Kind: Sendable, Hashable {
    /// A safety rule or another device stood against it.
    case refused
    /// The device did not do it, or kept something else.
    case failed
    /// The device cannot be reached.
    case unreachable
    /// What the device did cannot be told.
    case unknown
    /// The earlier state was put back and observed.
    case rolledBack
    /// Everything was written, but is not as wanted.
    case notVerified
  }

  package var kind: Kind
  /// What happened.
  package var message: String
  /// What to do now.
  package var wayOut: String

  package init(_ kind: Kind, _ message: String, wayOut: String = "") {
    self.kind = kind
    self.message = message
    self.wayOut = wayOut
  }
}
