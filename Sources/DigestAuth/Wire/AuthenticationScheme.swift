/// One challenge or answer of any scheme as written: the scheme and its parameters (RFC 9110, 11.3 and 11.4).
package struct AuthenticationScheme: Sendable, Hashable {
  /// The scheme as written, such as `Digest`.
  package var name: String
  /// The parameters by lower-case name, quotes and escapes removed; the first of each name counts.
  package var parameters: [String: String]

  /// Reads all challenges of a header field, of which there may be several, or the one answer.
  ///
  /// What cannot be read ends the list: a half-understood challenge must not be answered.
  package static func list(_ value: String) -> [AuthenticationScheme] {
    var reader = SchemeReader(value)
    return reader.schemes()
  }
}

private struct SchemeReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func schemes() -> [AuthenticationScheme] {
    var schemes: [AuthenticationScheme] = []
    skipSeparators()
    while let name = token() {
      var scheme = AuthenticationScheme(name: name, parameters: [:])
      skipSpace()
      skipToken68()
      skipSeparators()
      while let parameter = parameter() {
        if scheme.parameters[parameter.name] == nil { scheme.parameters[parameter.name] = parameter.value }
        skipSeparators()
      }
      schemes.append(scheme)
    }
    return schemes
  }

  /// A `name=value` at the cursor; the cursor stays where there is none.
  private mutating func parameter() -> (name: String, value: String)? {
    let start = index
    guard let name = token() else { return nil }
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      index = start
      return nil
    }
    index += 1
    skipSpace()
    guard let value = quoted() ?? token() else {
      index = bytes.count
      return nil
    }
    return (name.lowercased(), value)
  }

  private mutating func quoted() -> String? {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
    var content: [UInt8] = []
    var position = index + 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count { position += 1 }
      content.append(bytes[position])
      position += 1
    }
    guard position < bytes.count else { return nil }
    index = position + 1
    return String(decoding: content, as: UTF8.self)
  }

  /// Credentials of other schemes, such as those of Basic, stand there without a name.
  private mutating func skipToken68() {
    let start = index
    while index < bytes.count, Self.isToken68(bytes[index]) { index += 1 }
    while index < bytes.count, bytes[index] == UInt8(ascii: "=") { index += 1 }
    let end = index
    skipSpace()
    let isWhole = index == bytes.count || bytes[index] == UInt8(ascii: ",")
    index = isWhole && end > start ? end : start
  }

  private mutating func token() -> String? {
    let start = index
    while index < bytes.count, Self.isToken(bytes[index]) { index += 1 }
    return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
  }

  private mutating func skipSpace() {
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
  }

  private mutating func skipSeparators() {
    while index < bytes.count, [0x20, 0x09, UInt8(ascii: ",")].contains(bytes[index]) { index += 1 }
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  private static func isToken68(_ byte: UInt8) -> Bool {
    isToken(byte) || byte == UInt8(ascii: "/")
  }
}

extension String {
  /// The text as a quoted string (RFC 9110, 5.6.4).
  var quotedString: String {
    "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
