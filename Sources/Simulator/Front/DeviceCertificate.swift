import Crypto
import FoundationEssentials
import Host
import NIOSSL
import SwiftASN1
import X509

/// The self-signed certificate recorders come with (isapi.md 1.1).
struct DeviceCertificate {
  private let certificate: Certificate
  private let key: P256.Signing.PrivateKey

  init(of recorder: SimulatedRecorder) throws {
    key = recorder.certificateKey
    let name = try DistinguishedName {
      OrganizationName("Embedded Net DVR")
      CommonName(recorder.profile.shortSerial)
    }
    let now = recorder.clock.now
    certificate = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
      notValidBefore: now.adding(.seconds(-86_400)), notValidAfter: now.adding(.seconds(10 * 365 * 86_400)),
      issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions(), issuerPrivateKey: .init(key))
  }

  /// What a TLS server needs of it.
  func serverContext() throws -> NIOSSLContext {
    var serializer = DER.Serializer()
    try serializer.serialize(certificate)
    let leaf = try NIOSSLCertificate(bytes: serializer.serializedBytes, format: .der)
    let privateKey = try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem)
    return try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: [.certificate(leaf)], privateKey: .privateKey(privateKey)))
  }
}
