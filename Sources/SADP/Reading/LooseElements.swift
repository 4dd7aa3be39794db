import XML

/// The `<Name>value</Name>` pairs in bytes that are no well-formed document, since some firmware sends such
/// (sadp.md 3).
///
/// Each byte is looked at a bounded number of times, whatever the bytes are.
struct LooseElements: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var offset = 0

  init(of bytes: [UInt8]) { self.bytes = bytes }

  /// The name of the first element.
  static func root(of bytes: [UInt8]) -> String? {
    var scan = Self(of: bytes)
    while scan.seek() {
      if let name = scan.startTag() { return name }
    }
    return nil
  }

  mutating func next() -> (name: String, value: String)? {
    while seek() {
      guard let name = startTag() else { continue }
      let start = offset
      guard seek() else { return nil }
      let value = bytes[start..<offset]
      if takes("</\(name)>") { return (name, XMLText(raw: String(decoding: value, as: UTF8.self)).value) }
    }
    return nil
  }

  /// Goes to the next `<`, and tells whether there is one.
  private mutating func seek() -> Bool {
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") { offset += 1 }
    return offset < bytes.count
  }

  /// Steps over a start tag, or over its `<` where it is something else.
  private mutating func startTag() -> String? {
    offset += 1
    let start = offset
    while offset < bytes.count, offset - start <= Self.longestName, Self.isNameByte(bytes[offset]) { offset += 1 }
    let end = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ">"), bytes[offset] != UInt8(ascii: "<") { offset += 1 }
    guard end > start, offset < bytes.count, bytes[offset] == UInt8(ascii: ">") else { return nil }
    offset += 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func takes(_ text: String) -> Bool {
    guard bytes[offset...].starts(with: text.utf8) else { return false }
    offset += text.utf8.count
    return true
  }

  private static let longestName = 64

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
