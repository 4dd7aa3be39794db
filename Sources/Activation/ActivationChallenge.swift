import CryptoExtras
import FoundationEssentials
package import Host

/// The device's side of an activation: a random text for one client's key, good for one password.
package struct ActivationChallenge: Sendable {
  /// The text for the `key` element or the `challenge` field of the answer.
  package let text: String
  private let random: SharedRandomText

  /// Challenges the client with this public key; the random text is 32 hexadecimal digits, in version 3 also 48 or 64.
  package init(_ exchange: ActivationExchange, publicKeyText: String, randomText: String) throws(ActivationFailure) {
    random = try SharedRandomText(randomText, exchange: exchange)
    let modulus = try HexText.decode(publicKeyText)
    guard modulus.count * 8 == exchange.keyBits, modulus[0] & 0x80 != 0, let key = Self.publicKey(modulus),
      let cipher = try? key.encrypt(Array(randomText.utf8), padding: ._WEAK_AND_INSECURE_PKCS_V1_5)
    else { throw ActivationFailure(.badPublicKey) }
    text = HexText.encode(cipher)
  }

  /// A random text as devices make it.
  package static func newRandomText() -> String {
    var generator = SystemRandomNumberGenerator()
    return HexDigits.text(of: (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }

  /// The password that a client sealed for this challenge; the initial vector comes with version 3 alone.
  package func open(_ passwordText: String, iv: String? = nil) throws(ActivationFailure) -> Secret {
    let vector = try iv.map { digits throws(ActivationFailure) in try HexText.bytes(of: digits) } ?? []
    return try random.open(try HexText.decode(passwordText), iv: vector)
  }

  /// The key with this modulus and the exponent 65537, by way of PKCS#1, which alone admits 1024 bits.
  private static func publicKey(_ modulus: [UInt8]) -> _RSA.Encryption.PublicKey? {
    let body = integer([0] + modulus) + integer([1, 0, 1])
    return try? _RSA.Encryption.PublicKey(unsafeDERRepresentation: [0x30] + length(body.count) + body)
  }

  private static func integer(_ bytes: [UInt8]) -> [UInt8] { [0x02] + length(bytes.count) + bytes }

  private static func length(_ count: Int) -> [UInt8] {
    switch count {
    case ..<0x80: [UInt8(count)]
    case ..<0x100: [0x81, UInt8(count)]
    default: [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
    }
  }
}
