package import Diagnostics
package import Settings

/// One idempotent act with a check before and a proof after.
package struct PlanStep: Sendable, Hashable, Codable {
  /// What the step does.
  package enum Act: Sendable, Hashable, Codable {
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
  /// Why the step is there, such as `differs from the manifest`.
  package var reason: String
  /// The value that asked for it.
  package var source: SourceRange?
  /// The layer that won, such as `profile hardened`.
  package var layer: String
  /// The writes it makes at most, such as `PUT /ISAPI/System/time`; no bodies.
  package var requests: [String]
  /// How it can be undone.
  package var undo: String
  package var expectedSeconds: Int

  package init(
    number: Int, name: String, act: Act, effect: Effect, reason: String, source: SourceRange?, layer: String,
    requests: [String], undo: String, expectedSeconds: Int
  ) {
    self.number = number
    self.name = name
    self.act = act
    self.effect = effect
    self.reason = reason
    self.source = source
    self.layer = layer
    self.requests = requests
    self.undo = undo
    self.expectedSeconds = expectedSeconds
  }
}
