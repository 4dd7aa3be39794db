import Crypto
import CryptoExtras
import FoundationEssentials
package import Host

/// The key that a device and one of its accounts share for sensitive fields, both sides (isapi.md 8.2).
package struct FieldCipher: Sendable {
  private static let blockSize = 16
  /// What the maker puts behind every password before it is hashed.
  private static let suffix = "AaBbCcDd1234!@#$"
  /// A salt is filled up to this length with zero bytes.
  private static let saltSize = 64

  private let key: SymmetricKey

  /// The key of an account under some terms.
  package init(_ terms: FieldCipherTerms, username: String, password: Secret) {
    var digits = Self.base(terms, username, password) + Self.suffix
    for _ in 0..<terms.iterations { digits = Self.hash(Array(digits.utf8)) }
    let bytes = HexDigits.bytes(of: digits) ?? []
    key = SymmetricKey(data: terms.version == .aes128 ? Array(bytes.prefix(16)) : bytes)
  }

  /// Encrypts the text of one field; zero bytes fill the last block, as the maker's own sample does.
  package func seal(_ text: String, from vector: FieldVector) throws(FieldCipherFailure) -> String {
    var plain = Array(Data(text.utf8).base64EncodedString().utf8)
    plain += [UInt8](repeating: 0, count: (Self.blockSize - plain.count % Self.blockSize) % Self.blockSize)
    // An empty field stays empty.
    if plain.isEmpty { return "" }
    do {
      let iv = try AES._CBC.IV(ivBytes: vector.bytes)
      return HexDigits.text(of: try AES._CBC.encrypt(plain, using: key, iv: iv, noPadding: true))
    } catch {
      throw FieldCipherFailure()
    }
  }

  /// Decrypts the text of one field, whether it was filled up with zero bytes or as in PKCS#7.
  package func open(_ text: String, from vector: FieldVector) throws(FieldCipherFailure) -> String {
    if text.isEmpty { return "" }
    guard let bytes = HexDigits.bytes(of: text), bytes.count.isMultiple(of: Self.blockSize),
      let iv = try? AES._CBC.IV(ivBytes: vector.bytes),
      var plain = try? AES._CBC.decrypt(bytes, using: key, iv: iv, noPadding: true)
    else { throw FieldCipherFailure() }
    // Base64 has no byte as small as those of either padding.
    while let last = plain.last, last <= UInt8(Self.blockSize) { plain.removeLast() }
    guard let data = Data(base64Encoded: plain), let clear = String(validating: data, as: UTF8.self) else {
      throw FieldCipherFailure()
    }
    return clear
  }

  /// What the key is made of: the password, or a hash where the device keeps no more than that.
  private static func base(_ terms: FieldCipherTerms, _ username: String, _ password: Secret) -> String {
    guard let salt = terms.salt else { return password.reveal() }
    let filled = Array(salt.utf8) + [UInt8](repeating: 0, count: max(0, saltSize - salt.utf8.count))
    return hash(Array(username.utf8) + filled + Array(password.reveal().utf8))
  }

  private static func hash(_ bytes: [UInt8]) -> String { HexDigits.text(of: SHA256.hash(data: bytes)) }
}

/// A field that is not what this key and vector made; nothing is told of what it holds.
package struct FieldCipherFailure: Error, Sendable, Hashable {
  package init() {}
}
