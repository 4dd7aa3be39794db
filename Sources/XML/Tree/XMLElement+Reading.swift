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

  /// The element at a path: the first that there is, whichever of several namesakes it stands in.
  package func element(at path: XMLPath) -> XMLElement? { element(below: path.names[...]) }

  private func element(below names: ArraySlice<String>) -> XMLElement? {
    guard let name = names.first else { return self }
    for case .element(let child) in children where child.localName == name {
      if let found = child.element(below: names.dropFirst()) { return found }
    }
    return nil
  }

  /// The character data directly inside, references resolved, without the white space around it.
  ///
  /// Some firmware breaks lines around values. White space that is written as a reference or as CDATA is meant.
  package var text: String {
    // Nearly every element holds one piece of text.
    if children.count == 1, case .text(let only) = children[0] { return only.trimmed(.both).value }
    var pieces = children.filter(\.isCharacterData)
    while case .text(let first)? = pieces.first {
      let rest = first.trimmed(.start)
      pieces[0] = .text(rest)
      if !rest.raw.isEmpty { break }
      pieces.removeFirst()
    }
    while case .text(let last)? = pieces.last {
      let rest = last.trimmed(.end)
      pieces[pieces.count - 1] = .text(rest)
      if !rest.raw.isEmpty { break }
      pieces.removeLast()
    }
    return pieces.map(\.characters).joined()
  }

  /// All character data directly inside, references resolved: for secrets, of which white space is a part.
  package var characters: String { children.map(\.characters).joined() }

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

extension XMLNode {
  /// What the node adds to the text of its element.
  fileprivate var characters: String {
    switch self {
    case .text(let text): text.value
    case .cdata(let text): text
    case .element, .comment, .processingInstruction: ""
    }
  }
}
