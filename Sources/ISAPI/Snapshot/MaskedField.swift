/// A field of a recorded document in whose place something else stands.
package struct MaskedField: Sendable, Hashable, Codable {
  package var resource: Endpoint
  /// The way down to the element, such as `receiverList/receiver[2]/emailAddress`.
  package var field: String
  package var kind: Kind

  package init(resource: Endpoint, field: String, kind: Kind) {
    self.resource = resource
    self.field = field
    self.kind = kind
  }

  /// What was masked.
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case password
    case key
    case wirelessKey = "Wi-Fi key"
    case token
    case verificationCode = "verification code"
    case emailAddress = "e-mail address"
    /// The name of an account elsewhere: at a camera, a mail server, a provider.
    case account
    /// A name, password or token within a URL.
    case credentials = "credentials in a URL"
    /// A body that is no document, so that nobody can tell what is in it.
    case body
  }
}
