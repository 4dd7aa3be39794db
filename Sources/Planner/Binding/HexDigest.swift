import Crypto
import Host

/// SHA-256 in lower-case hex.
enum HexDigest {
  /// The digest of bytes.
  static func of(_ bytes: some Sequence<UInt8>) -> String {
    HexDigits.text(of: SHA256.hash(data: Array(bytes)))
  }

  /// The digest of a text.
  static func of(_ text: String) -> String { of(text.utf8) }
}
