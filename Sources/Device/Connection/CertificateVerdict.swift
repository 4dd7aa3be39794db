import Crypto
import ISAPI
import NIOCore
import NIOSSL
import Synchronization

/// Shows the certificate of one handshake to whoever decides, and remembers a refusal, which TLS reports as
/// nothing but a failed handshake.
final class CertificateVerdict: Sendable {
  private let address: DeviceAddress
  private let trust: any CertificateTrust
  private let refused = Mutex<String?>(nil)

  init(address: DeviceAddress, trust: any CertificateTrust) {
    self.address = address
    self.trust = trust
  }

  /// The fingerprint that was not accepted.
  var refusedFingerprint: String? { refused.withLock { $0 } }

  /// TLS for one socket.
  ///
  /// No host name is given or checked: recorders sign their own certificates, and only the key tells them apart.
  func makeTLSHandler() throws -> NIOSSLClientHandler {
    try NIOSSLClientHandler(context: Self.context.get(), serverHostname: nil) { certificates, promise in
      self.judge(certificates, promise)
    }
  }

  private func judge(_ certificates: [NIOSSLCertificate], _ promise: EventLoopPromise<NIOSSLVerificationResult>) {
    guard let key = try? certificates.first?.extractPublicKey().toSPKIBytes() else {
      return promise.succeed(.failed)
    }
    let fingerprint = Self.fingerprint(ofPublicKey: key)
    if trust.accepts(fingerprint: fingerprint, from: address) {
      promise.succeed(.certificateVerified)
    } else {
      refused.withLock { $0 = fingerprint }
      promise.succeed(.failed)
    }
  }

  private static func fingerprint(ofPublicKey key: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = SHA256.hash(data: key).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// One context for all sockets.
  ///
  /// Old versions are accepted because old recorders speak nothing newer; with `.none` instead of
  /// `.noHostnameVerification` the key would never be shown to anyone.
  private static let context = Result { () throws -> NIOSSLContext in
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv1
    configuration.certificateVerification = .noHostnameVerification
    configuration.trustRoots = .certificates([])
    return try NIOSSLContext(configuration: configuration)
  }
}
