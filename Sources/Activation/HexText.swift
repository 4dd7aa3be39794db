import FoundationEssentials
import Host

/// Bytes as both exchanges send them: base64 of their hexadecimal digits (isapi.md 2.2).
enum HexText {
  static func encode(_ bytes: some Sequence<UInt8>) -> String {
    Data(HexDigits.text(of: bytes).utf8).base64EncodedString()
  }

  static func decode(_ text: String) throws(ActivationFailure) -> [UInt8] {
    let blanks: Set<Character> = [" ", "\n", "\r", "\r\n", "\t"]
    guard let data = Data(base64Encoded: text.filter { !blanks.contains($0) }) else {
      throw ActivationFailure(.unreadableText)
    }
    return try bytes(of: String(decoding: data, as: UTF8.self))
  }

  /// The bytes behind digits that a device sent.
  static func bytes(of digits: String) throws(ActivationFailure) -> [UInt8] {
    guard let bytes = HexDigits.bytes(of: digits) else { throw ActivationFailure(.unreadableText) }
    return bytes
  }
}
