/// How a device wants sensitive fields encrypted (isapi.md 8.2).
package struct FieldCipherTerms: Sendable, Hashable {
  /// How long the key is, by the number that devices announce.
  package enum Version: Int, Sendable, Hashable, CaseIterable {
    case aes128 = 1
    case aes256 = 2
  }

  package var version: Version
  /// How often the key is hashed.
  package var iterations: Int
  /// The salt of a device that keeps no password in a form that can be read back; nil for recorders.
  package var salt: String?

  /// More rounds than any device asks for, and few enough to be over in no time.
  package static let mostIterations = 10_000

  /// Terms that can be met; nil where the rounds are out of reason.
  package init?(_ version: Version, iterations: Int, salt: String? = nil) {
    guard (1...Self.mostIterations).contains(iterations) else { return nil }
    self.version = version
    self.iterations = iterations
    self.salt = salt
  }
}
