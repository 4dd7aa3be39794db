/// Turns references into secrets at the moment of use.
package protocol SecretResolving: Sendable {
  /// The secret behind a reference; throws `SecretUnavailable`.
  func resolve(_ reference: SecretReference) async throws -> Secret
}

/// A secret that could not be had, and why.
package struct SecretUnavailable: Error, Sendable {
  /// The reference, as `SecretReference.text` shows it.
  package var reference: SecretReference
  /// What is wrong with it, such as `the variable is not set`.
  package var reason: String

  package init(reference: SecretReference, reason: String) {
    self.reference = reference
    self.reason = reason
  }
}
