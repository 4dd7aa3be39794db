import Crypto
import Host

/// The key behind the recorder's self-signed certificate.
struct IdentityKey: Sendable {
  /// The private half, which signs the certificate.
  let privateKey: P256.Signing.PrivateKey

  init() { privateKey = P256.Signing.PrivateKey() }

  /// The SHA-256 of the public key info in lower-case hex, which is what clients pin (design 6.6).
  var fingerprint: String {
    HexDigits.text(of: SHA256.hash(data: privateKey.publicKey.derRepresentation))
  }
}
