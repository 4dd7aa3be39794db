import Crypto

/// How a Digest answer is hashed (RFC 7616, 3.4.2).
package enum DigestAlgorithm: Sendable, Hashable, CaseIterable {
  case md5
  case md5Session
  case sha256
  case sha256Session

  /// The algorithm of a token, without regard to case; no token means MD5 (isapi.md 1.2).
  package init?(token: String?) {
    switch (token ?? "MD5").uppercased() {
    case "MD5": self = .md5
    case "MD5-SESS": self = .md5Session
    case "SHA-256", "SHA256": self = .sha256
    case "SHA-256-SESS", "SHA256-SESS": self = .sha256Session
    default: return nil
    }
  }

  /// The registered spelling.
  package var token: String {
    switch self {
    case .md5: "MD5"
    case .md5Session: "MD5-sess"
    case .sha256: "SHA-256"
    case .sha256Session: "SHA-256-sess"
    }
  }

  /// Whether the password hash is bound to the nonces of the session.
  var isSession: Bool { self == .md5Session || self == .sha256Session }

  /// What to prefer where a device offers several.
  var strength: Int {
    switch self {
    case .md5: 0
    case .md5Session: 1
    case .sha256: 2
    case .sha256Session: 3
    }
  }

  /// The hash of a text as lower-case hexadecimal digits.
  package func hash(_ text: String) -> String {
    switch self {
    case .md5, .md5Session: Self.hexadecimal(Insecure.MD5.hash(data: Array(text.utf8)))
    case .sha256, .sha256Session: Self.hexadecimal(SHA256.hash(data: Array(text.utf8)))
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
