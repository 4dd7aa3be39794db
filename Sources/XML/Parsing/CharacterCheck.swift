/// Looks over the bytes once, so that the parser need not think about encodings again.
enum CharacterCheck {
  /// Throws where the bytes are not UTF-8 or hold a character outside XML 1.0, 2.2.
  static func run(over bytes: [UInt8]) throws(MalformedXML) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        guard byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else {
          throw MalformedXML(offset: index, reason: .forbiddenCharacter(UInt32(byte)))
        }
        index += 1
      } else {
        index += try lengthOfSequence(in: bytes, at: index)
      }
    }
  }

  /// Whether a scalar may stand in a document, written or by reference.
  static func allows(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
    default: false
    }
  }

  private static func lengthOfSequence(in bytes: [UInt8], at index: Int) throws(MalformedXML) -> Int {
    let length: Int
    let smallest: UInt32
    var scalar: UInt32
    switch bytes[index] {
    case 0xC2...0xDF: (length, smallest, scalar) = (2, 0x80, UInt32(bytes[index] & 0x1F))
    case 0xE0...0xEF: (length, smallest, scalar) = (3, 0x800, UInt32(bytes[index] & 0x0F))
    case 0xF0...0xF4: (length, smallest, scalar) = (4, 0x1_0000, UInt32(bytes[index] & 0x07))
    default: throw MalformedXML(offset: index, reason: .invalidUTF8)
    }
    guard index + length <= bytes.count else { throw MalformedXML(offset: index, reason: .invalidUTF8) }
    for byte in bytes[(index + 1)..<(index + length)] {
      guard byte & 0xC0 == 0x80 else { throw MalformedXML(offset: index, reason: .invalidUTF8) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    guard scalar >= smallest, scalar <= 0x10_FFFF, !(0xD800...0xDFFF).contains(scalar) else {
      throw MalformedXML(offset: index, reason: .invalidUTF8)
    }
    guard allows(scalar) else { throw MalformedXML(offset: index, reason: .forbiddenCharacter(scalar)) }
    return length
  }
}
