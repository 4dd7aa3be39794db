import Crypto

/// SHA-256 in lower-case hex.
enum HexDigest {
  /// The digest of bytes.
  static func of(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let hash = SHA256.hash(data: Array(bytes))
    return String(decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The digest of a text.
  static func of(_ text: String) -> String { of(text.utf8) }
}
