package import Diagnostics
package import Settings

/// One idempotent act with a check before and a proof after.
package struct PlanStep: Sendable, Hashable {
  /// What the step does.
  package enum Act: Sendable, Hashable {
    /// Configuration export and snapshot, kept and verified.
    case backup
    case reset
    /// Positive proof that the reset happened (design 5).
    case proveReset
    /// The first password.
    case activate
    /// The recorder is found again and its network settings are written; the address may move (design 6.5).
    case address(SettingChange)
    /// One document or item is brought to its wanted state.
    case setting(SettingChange)
    /// The account's password is replaced.
    case rotatePassword(SettingChange)
    /// One restart, if any write asked for it (`statusCode` 7).
    case restart
    /// Everything is read again and compared.
    case verify
  }

  /// What a repetition does (design 6).
  package enum Effect: String, Sendable, Hashable, Codable {
    case read
    case repeatable
    /// Must not be repeated unless the device shows that it did not happen.
    case once
  }

  /// From 1, in order of execution.
  package var number: Int
  /// A few words, such as `reset`, `ntp`, `camera 4`.
  package var name: String
  package var act: Act
  package var effect: Effect
  /// Why the step is there.
  package var reason: Reason
  /// The value that asked for it.
  package var source: SourceRange?
  /// The layer that won, such as `profile hardened`.
  package var layer: String
  /// The writes it makes at most, such as `PUT /ISAPI/System/time`; no bodies.
  package var requests: [String]
  /// The steps that must be proved before this one.
  package var dependsOn: [Int]
  /// How it can be undone.
  package var undo: String
  package var expectedSeconds: Int

  package init(
    number: Int, name: String, act: Act, effect: Effect, reason: Reason, source: SourceRange? = nil,
    layer: String = "", requests: [String] = [], dependsOn: [Int] = [], undo: String = "", expectedSeconds: Int = 1
  ) {
    self.number = number
    self.name = name
    self.act = act
    self.effect = effect
    self.reason = reason
    self.source = source
    self.layer = layer
    self.requests = requests
    self.dependsOn = dependsOn
    self.undo = undo
    self.expectedSeconds = expectedSeconds
  }
}

extension PlanStep {
  /// Why a step is in a plan: a code for programs, a text for people.
  package enum Reason: String, Sendable, Hashable, Codable {
    case differs
    case missing
    case notDeclared
    case elsewhere
    case cameraInactive
    case passwordRefused
    case previousPassword
    case resetRequested
    case beforeReset
    case afterReset
    case foundInactive
    case declared
    case restartAsked
    case proof

    /// The reason in plain words.
    package var text: String {
      switch self {
      case .differs: "differs from the manifest"
      case .missing: "declared, and not on the recorder"
      case .notDeclared: "on the recorder and not declared; the manifest says to remove such items"
      case .elsewhere: "declared for another channel than the one it was found on"
      case .cameraInactive: "the camera has no administrator"
      case .passwordRefused: "the camera refuses the password that the recorder shows it"
      case .previousPassword: "the recorder took the previous password"
      case .resetRequested: "asked for, and the manifest allows it"
      case .beforeReset: "no reset without a way to look up what was there"
      case .afterReset: "a recorder that was reset starts from nothing"
      case .foundInactive: "the recorder was found without an administrator"
      case .declared: "declared; written only where the recorder differs by then"
      case .restartAsked: "only if a write before it asks for one"
      case .proof: "nothing counts as done until it is seen on the recorder"
      }
    }
  }
}

extension PlanStep.Act {
  /// The change a step makes to a setting, nil for other steps.
  package var change: SettingChange? {
    switch self {
    case .address(let change), .setting(let change), .rotatePassword(let change): change
    case .backup, .reset, .proveReset, .activate, .restart, .verify: nil
    }
  }
}
