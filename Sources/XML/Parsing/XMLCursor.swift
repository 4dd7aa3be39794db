/// A place in the bytes of a document, with the small steps every construct is made of.
struct XMLCursor {
  let bytes: [UInt8]
  private(set) var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var atEnd: Bool { offset >= bytes.count }
  var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The byte some steps ahead.
  func byte(at distance: Int) -> UInt8? { offset + distance < bytes.count ? bytes[offset + distance] : nil }

  /// Whether the bytes at the cursor are these.
  func sees(_ text: StaticString) -> Bool {
    guard offset + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in
      for (index, byte) in buffer.enumerated() where bytes[offset + index] != byte { return false }
      return true
    }
  }

  /// Steps over these bytes if they are there.
  mutating func take(_ text: StaticString) -> Bool {
    guard sees(text) else { return false }
    offset += text.utf8CodeUnitCount
    return true
  }

  mutating func skip(_ count: Int) { offset += count }

  /// The text from an earlier place up to the cursor.
  func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

  /// Steps over white space and gives it.
  mutating func takeSpace() -> String {
    let start = offset
    while let byte, byte == 0x20 || (0x09...0x0D).contains(byte) { offset += 1 }
    return start == offset ? "" : text(from: start)
  }

  /// The text up to a terminator, which is stepped over too.
  mutating func take(upTo terminator: StaticString, of construct: String) throws(MalformedXML) -> String {
    let start = offset
    while !atEnd {
      if sees(terminator) {
        let content = text(from: start)
        offset += terminator.utf8CodeUnitCount
        return content
      }
      offset += 1
    }
    throw MalformedXML(offset: offset, reason: .unexpectedEnd(inside: construct))
  }

  /// A name (XML 1.0, 2.3, with every character outside ASCII allowed).
  mutating func takeName() throws(MalformedXML) -> String {
    let start = offset
    if let byte, Self.startsName(byte) {
      offset += 1
      while let byte = self.byte, Self.continuesName(byte) { offset += 1 }
    }
    guard offset > start else { throw failure(expecting: "a name") }
    return text(from: start)
  }

  /// The failure that something else was expected at the cursor.
  func failure(expecting expected: String) -> MalformedXML {
    MalformedXML(offset: offset, reason: atEnd ? .unexpectedEnd(inside: "the markup") : .syntax(expected: expected))
  }

  private static func startsName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...: true
    default: false
    }
  }

  private static func continuesName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: startsName(byte)
    }
  }
}
