import XML

/// A message taken apart: its root and the texts of the elements directly below, by name.
///
/// What comes from an open group may be anything; it is bounded here and never trusted further on.
struct MessageFields {
  /// The local name of the root.
  let root: String
  private var values: [String: String] = [:]

  /// Reads a datagram; nil where it is too long or holds no message.
  init?(_ bytes: [UInt8]) {
    guard bytes.count <= SADPGroup.longestMessage, let start = bytes.firstIndex(of: UInt8(ascii: "<")) else {
      return nil
    }
    let end = bytes.lastIndex(of: UInt8(ascii: ">")) ?? bytes.endIndex - 1
    guard start < end else { return nil }
    let message = Array(bytes[start...end])
    if let document = try? XMLDocument(parsing: message) {
      root = document.root.localName
      for element in document.root.elements { keep(element.text, for: element.localName) }
    } else {
      guard let root = LooseElements.root(of: message) else { return nil }
      self.root = root
      for (name, value) in LooseElements(of: message) { keep(value, for: name) }
    }
  }

  /// The text of an element, nil where it is missing, empty, overlong or not one line of text.
  subscript(name: String) -> String? { values[name] }

  private mutating func keep(_ text: String, for name: String) {
    let value = text.trimmed
    guard values[name] == nil, !value.isEmpty, value.utf8.count <= Self.longestValue,
      value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else { return }
    values[name] = value
  }

  private static let longestValue = 256
}

extension String {
  /// The text without blanks and control characters around it; some firmware ends words with a space (sadp.md 3).
  fileprivate var trimmed: String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.value <= 0x20 || scalar.value == 0x7F }
    let scalars = unicodeScalars.drop(while: isBlank)
    guard let last = scalars.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(scalars[...last])
  }
}
