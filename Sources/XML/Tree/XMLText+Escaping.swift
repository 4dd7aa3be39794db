extension XMLText {
  /// The text with its references resolved and its line ends as XML reads them (XML 1.0, 2.11).
  package var value: String {
    let bytes = Array(raw.utf8)
    guard bytes.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "\r") }) else { return raw }
    var scalars = String.UnicodeScalarView()
    var plainStart = 0
    var index = 0
    func plain(upTo end: Int) -> Substring.UnicodeScalarView {
      Substring(String(decoding: bytes[plainStart..<end], as: UTF8.self)).unicodeScalars
    }
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"), let reference = XMLReference(bytes[index...]) {
        scalars.append(contentsOf: plain(upTo: index))
        scalars.append(reference.scalar)
        index += reference.length
        plainStart = index
      } else if bytes[index] == UInt8(ascii: "\r") {
        scalars.append(contentsOf: plain(upTo: index))
        scalars.append("\n")
        index += bytes.dropFirst(index + 1).first == UInt8(ascii: "\n") ? 2 : 1
        plainStart = index
      } else {
        index += 1
      }
    }
    scalars.append(contentsOf: plain(upTo: index))
    return String(scalars)
  }

  /// An end of a text.
  enum End { case start, end, both }

  /// The text without the white space written at its ends (XML 1.0, 2.3).
  func trimmed(_ end: End) -> XMLText {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    var rest = raw.utf8[...]
    if end != .end { rest = rest.drop(while: isSpace) }
    if end != .start { while let last = rest.last, isSpace(last) { rest.removeLast() } }
    return rest.count == raw.utf8.count ? self : XMLText(raw: String(Substring(rest)))
  }

  /// Writes text so that it reads back as itself (XML 1.0, 2.4); characters no document may hold become U+FFFD.
  package static func escape(_ value: String, quotes: Bool) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\r": result += "&#13;"
      case "\"" where quotes: result += "&quot;"
      case "\n" where quotes: result += "&#10;"
      case "\t" where quotes: result += "&#9;"
      case _ where !CharacterCheck.allows(scalar.value): result.unicodeScalars.append("\u{FFFD}")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
