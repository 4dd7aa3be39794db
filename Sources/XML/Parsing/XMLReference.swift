/// A character written as `&name;` or `&#number;` (XML 1.0, 4.1).
struct XMLReference {
  let scalar: Unicode.Scalar
  /// How many bytes it is written with.
  let length: Int

  /// The longest reference with a meaning is `&#x10FFFF;`; zeros in front may make it longer.
  private static let longest = 32

  /// The reference at the start of the bytes, nil where the `&` begins none.
  init?(_ bytes: some Collection<UInt8>) {
    guard case .character(let scalar, let length) = Meaning(bytes) else { return nil }
    (self.scalar, self.length) = (scalar, length)
  }

  /// Throws where the `&` at the cursor names a character that no document may hold.
  static func check(at cursor: XMLCursor) throws(MalformedXML) {
    if case .forbidden(let code) = Meaning(cursor.bytes[cursor.offset...]) {
      throw MalformedXML(offset: cursor.offset, reason: .forbiddenCharacter(code))
    }
  }

  private enum Meaning {
    case character(Unicode.Scalar, length: Int)
    case forbidden(UInt32)
    case plainText

    init(_ bytes: some Collection<UInt8>) {
      let window = bytes.prefix(XMLReference.longest)
      guard window.first == UInt8(ascii: "&"), let end = window.firstIndex(of: UInt8(ascii: ";")) else {
        self = .plainText
        return
      }
      let length = window.distance(from: window.startIndex, to: end) + 1
      let name = String(decoding: window.dropFirst().prefix(length - 2), as: UTF8.self)
      if let scalar = Self.predefined[name] {
        self = .character(scalar, length: length)
      } else if let code = Self.code(name) {
        let scalar = CharacterCheck.allows(code) ? Unicode.Scalar(code) : nil
        self = if let scalar { .character(scalar, length: length) } else { .forbidden(code) }
      } else {
        self = .plainText
      }
    }

    private static let predefined: [String: Unicode.Scalar] = [
      "lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": "\"",
    ]

    private static func code(_ name: String) -> UInt32? {
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let hexadecimal = digits.hasPrefix("x")
      let number = hexadecimal ? digits.dropFirst() : digits
      guard let first = number.first, first != "+", first != "-" else { return nil }
      return UInt32(number, radix: hexadecimal ? 16 : 10)
    }
  }
}
