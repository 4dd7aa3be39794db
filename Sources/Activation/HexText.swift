import FoundationEssentials

/// Bytes as both exchanges send them: base64 of their hexadecimal digits (isapi.md 2.2).
enum HexText {
  static func encode(_ bytes: some Sequence<UInt8>) -> String {
    Data(digits(of: bytes).utf8).base64EncodedString()
  }

  static func decode(_ text: String) throws(ActivationFailure) -> [UInt8] {
    let blanks: Set<Character> = [" ", "\n", "\r", "\r\n", "\t"]
    guard let data = Data(base64Encoded: text.filter { !blanks.contains($0) }) else {
      throw ActivationFailure(.unreadableText)
    }
    return try bytes(of: String(decoding: data, as: UTF8.self))
  }

  static func digits(of bytes: some Sequence<UInt8>) -> String {
    let table = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [table[Int($0 >> 4)], table[Int($0 & 15)]] }, as: UTF8.self)
  }

  static func bytes(of digits: String) throws(ActivationFailure) -> [UInt8] {
    let values = digits.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
    guard values.count.isMultiple(of: 2) else { throw ActivationFailure(.unreadableText) }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: values.count, by: 2) {
      guard let high = values[index], let low = values[index + 1] else { throw ActivationFailure(.unreadableText) }
      bytes.append(UInt8(high << 4 | low))
    }
    return bytes
  }
}
