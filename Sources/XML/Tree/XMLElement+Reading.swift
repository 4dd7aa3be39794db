extension XMLElement {
  /// The name without its prefix.
  package var localName: String { Self.localPart(of: name) }

  /// The child elements in order.
  package var elements: [XMLElement] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// The child elements of a local name, in order.
  package func elements(named name: String) -> [XMLElement] { elements.filter { $0.localName == name } }

  /// The first child element of a local name.
  package func child(_ name: String) -> XMLElement? {
    for case .element(let element) in children where element.localName == name { return element }
    return nil
  }

  /// The element at a path, taking the first of each name.
  package func element(at path: XMLPath) -> XMLElement? {
    var element = self
    for name in path.names {
      guard let child = element.child(name) else { return nil }
      element = child
    }
    return element
  }

  /// The character data directly inside, references resolved.
  package var text: String {
    var result = ""
    for node in children {
      switch node {
      case .text(let text): result += text.value
      case .cdata(let text): result += text
      case .element, .comment, .processingInstruction: break
      }
    }
    return result
  }

  /// The text of the element at a path, nil where there is no such element.
  package func text(at path: XMLPath) -> String? { element(at: path)?.text }

  /// The value of an attribute, by local name.
  package func attribute(_ name: String) -> String? {
    attributes.first { Self.localPart(of: $0.name) == name }?.value
  }

  private static func localPart(of name: String) -> String {
    guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name }
    return String(name[name.utf8.index(after: colon)...])
  }
}
