import XML

/// The values one field takes, and what the recorder says to others.
struct FieldRule: Sendable {
  var path: XMLPath
  var subStatus: String
  var accepts: @Sendable (String) -> Bool

  /// A number within bounds.
  static func number(_ path: XMLPath, _ range: ClosedRange<Int>, _ subStatus: String = "badXmlContent") -> Self {
    Self(path: path, subStatus: subStatus) { Int($0).map(range.contains) ?? false }
  }

  /// One of some words.
  static func word(_ path: XMLPath, _ words: [String]) -> Self {
    Self(path: path, subStatus: "badXmlContent", accepts: words.contains)
  }

  /// A text of so many bytes.
  static func text(_ path: XMLPath, _ lengths: ClosedRange<Int>, _ subStatus: String = "badXmlContent") -> Self {
    Self(path: path, subStatus: subStatus) { lengths.contains($0.utf8.count) }
  }

  /// An IPv4 address, or nothing.
  static func address(_ path: XMLPath, _ subStatus: String = "badIPv4Address") -> Self {
    Self(path: path, subStatus: subStatus) { $0.isEmpty || IPv4($0) != nil }
  }

  /// The name of a host, or nothing.
  static func hostName(_ path: XMLPath) -> Self {
    Self(path: path, subStatus: "badDomainName") { name in
      name.utf8.count <= 64 && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-".contains($0)) }
    }
  }

  /// The address of a mailbox, or nothing.
  static func mailbox(_ path: XMLPath) -> Self {
    Self(path: path, subStatus: "badParameters") { text in
      text.isEmpty || text.split(separator: "@", omittingEmptySubsequences: false).count { !$0.isEmpty } == 2
    }
  }

  /// Throws where an element holds the field with another value.
  func check(_ element: XMLElement) throws(Refusal) {
    for value in element.texts(at: path) where !accepts(value) { throw .content(subStatus) }
  }
}

extension XMLElement {
  /// The texts of all elements at a path, through repeated elements too.
  func texts(at path: XMLPath) -> [String] {
    guard let name = path.names.first else { return [text] }
    let rest = XMLPath(Array(path.names.dropFirst()))
    return elements(named: name).flatMap { $0.texts(at: rest) }
  }

  /// Changes all elements at a path, through repeated elements too.
  mutating func modifyAll(at path: XMLPath, _ body: (inout XMLElement) -> Void) {
    guard let name = path.names.first else { return body(&self) }
    let rest = XMLPath(Array(path.names.dropFirst()))
    modifyElements(named: name) { $0.modifyAll(at: rest, body) }
  }
}
