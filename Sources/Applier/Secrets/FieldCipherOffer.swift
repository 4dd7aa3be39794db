import FieldEncryption
import XML

/// What a device announces about sensitive fields, as far as both sides can keep to it (isapi.md 3.2, 8.2).
struct FieldCipherOffer: Sendable, Hashable {
  var terms: FieldCipherTerms
  /// Whether an encrypted password of a user wants that of the caller beside it (isapi.md 8.1).
  var wantsLoginPassword: Bool

  /// Nil where the device announces nothing of the kind.
  init?(capabilities: XMLElement) {
    guard let security = capabilities.child("SecurityCap"), let announced = security.child("securityVersion"),
      let version = Self.version(in: announced.attribute("opt") ?? announced.text)
    else { return nil }
    let salt = security.text(at: "isIrreversible") == "true" ? security.text(at: "salt") : nil
    let terms = FieldCipherTerms(
      version, iterations: security.text(at: "keyIterateNum").flatMap { Int($0) } ?? 100,
      salt: salt.flatMap { $0.isEmpty ? nil : $0 })
    guard let terms else { return nil }
    self.terms = terms
    wantsLoginPassword = security.text(at: "isSupportUserCheck") == "true"
  }

  /// The best version of a list such as `1,2`.
  private static func version(in list: String) -> FieldCipherTerms.Version? {
    list.split { !$0.isNumber }.compactMap { Int($0) }.compactMap { FieldCipherTerms.Version(rawValue: $0) }
      .max { $0.rawValue < $1.rawValue }
  }
}
