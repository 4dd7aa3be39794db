import Crypto
import FoundationEssentials
import Host
import NIOSSL
import SwiftASN1
import X509

/// A certificate as recorders make their own, and the fingerprint of its key.
struct TestCertificate {
  let context: NIOSSLContext
  let fingerprint: String

  init() throws {
    let key = P256.Signing.PrivateKey()
    let name = try DistinguishedName { CommonName("recorder") }
    let certificate = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
      notValidBefore: .distantPast, notValidAfter: .distantPast, issuer: name, subject: name,
      signatureAlgorithm: .ecdsaWithSHA256, extensions: Certificate.Extensions(), issuerPrivateKey: .init(key))
    var serializer = DER.Serializer()
    try serializer.serialize(certificate)
    context = try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: [.certificate(NIOSSLCertificate(bytes: serializer.serializedBytes, format: .der))],
        privateKey: .privateKey(NIOSSLPrivateKey(bytes: Array(key.derRepresentation), format: .der))))
    fingerprint = HexDigits.text(of: SHA256.hash(data: key.publicKey.derRepresentation))
  }
}
