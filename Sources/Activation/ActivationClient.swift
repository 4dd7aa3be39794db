import CryptoExtras
package import FoundationEssentials
package import Host

/// Our side of an activation: a key, and a password sealed with what comes back (isapi.md 2.2 and 2.3).
package struct ActivationClient {
  /// The exchange this key is for.
  package let exchange: ActivationExchange
  /// The text for the `key` element or the `publicKey` field of the challenge request.
  package let publicKeyText: String
  private let key: _RSA.Encryption.PrivateKey

  /// The password as the device wants it.
  package struct SealedPassword: Sendable, Hashable {
    /// The text for the `password` element or field.
    package var text: String
    /// The text for the `iv` field of version 3, nil for the legacy exchange.
    package var iv: String?
  }

  /// Starts an exchange with a new key; one key is for one challenge.
  package init(_ exchange: ActivationExchange) throws {
    let size = _RSA.Signing.KeySize(bitCount: exchange.keyBits)
    try self.init(exchange, key: _RSA.Encryption.PrivateKey(unsafeKeySize: size))
  }

  /// Starts an exchange with a key that is given in PKCS#1 form.
  package init(_ exchange: ActivationExchange, privateKey der: Data) throws {
    try self.init(exchange, key: _RSA.Encryption.PrivateKey(unsafeDERRepresentation: der))
  }

  private init(_ exchange: ActivationExchange, key: _RSA.Encryption.PrivateKey) throws {
    guard key.keySizeInBits == exchange.keyBits else { throw ActivationFailure(.badPublicKey) }
    self.exchange = exchange
    self.key = key
    publicKeyText = HexText.encode(try key.publicKey.getKeyPrimitives().modulus)
  }

  /// Seals the first password for the device that sent this challenge.
  package func seal(_ password: Secret, for challengeText: String) throws(ActivationFailure) -> SealedPassword {
    var generator = SystemRandomNumberGenerator()
    return try seal(
      password, for: challengeText, iv: (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }

  /// Seals the first password with a given initial vector, which only version 3 uses.
  package func seal(
    _ password: Secret, for challengeText: String, iv: [UInt8]
  ) throws(ActivationFailure) -> SealedPassword {
    let random = try SharedRandomText(randomText(in: challengeText), exchange: exchange)
    let text = HexText.encode(try random.seal(password, iv: iv))
    return SealedPassword(text: text, iv: exchange == .version3 ? HexDigits.text(of: iv) : nil)
  }

  /// The device's random text; legacy devices may put something in front of it (isapi.md 2.2, step 2).
  private func randomText(in challengeText: String) throws(ActivationFailure) -> String {
    let cipher = try HexText.decode(challengeText)
    guard let plain = try? key.decrypt(cipher, padding: ._WEAK_AND_INSECURE_PKCS_V1_5) else {
      throw ActivationFailure(.undecryptable)
    }
    let text = exchange == .legacy ? plain.suffix(32) : plain
    return String(decoding: text, as: UTF8.self)
  }
}
