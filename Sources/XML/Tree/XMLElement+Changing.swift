extension XMLElement {
  /// Puts text in the place of the character data directly inside, and leaves everything else.
  ///
  /// Text that already means the same stays as it was written. An element that holds others is no place for
  /// text: false.
  @discardableResult
  package mutating func setText(_ value: String) -> Bool {
    guard !children.contains(where: \.isElement) else { return false }
    guard text != value else { return true }
    let place = children.firstIndex(where: \.isCharacterData)
    let others = children.filter { !$0.isCharacterData }
    let before = place.map { children[..<$0].count { !$0.isCharacterData } } ?? others.count
    children = others
    if !value.isEmpty { children.insert(.text(XMLText(value)), at: before) }
    return true
  }

  /// Puts text into the element at a path and tells whether there is one; creates nothing.
  @discardableResult
  package mutating func setText(_ value: String, at path: XMLPath) -> Bool {
    modify(at: path) { $0.setText(value) } ?? false
  }

  /// Puts text into the element at a path, adding at the end what is missing of the way there.
  package mutating func setText(_ value: String, creating path: XMLPath) {
    guard let name = path.names.first else {
      setText(value)
      return
    }
    if child(name) == nil { append(XMLElement(name)) }
    modify(at: [name]) { $0.setText(value, creating: XMLPath(Array(path.names.dropFirst()))) }
  }

  /// Changes the element at a path in place; nil where there is none.
  @discardableResult
  package mutating func modify<Result>(
    at path: XMLPath, _ body: (inout XMLElement) throws -> Result
  ) rethrows -> Result? {
    try modify(below: path.names[...], body)
  }

  private mutating func modify<Result>(
    below names: ArraySlice<String>, _ body: (inout XMLElement) throws -> Result
  ) rethrows -> Result? {
    guard let name = names.first else { return try body(&self) }
    for index in children.indices {
      guard case .element(var element) = children[index], element.localName == name else { continue }
      // The tree gives the child up while it is changed, so that nothing of it is copied.
      children[index] = .comment("")
      defer { children[index] = .element(element) }
      return try element.modify(below: names.dropFirst(), body)
    }
    return nil
  }

  /// Changes every child element of a local name in place.
  package mutating func modifyElements(named name: String, _ body: (inout XMLElement) throws -> Void) rethrows {
    for index in children.indices {
      guard case .element(var element) = children[index], element.localName == name else { continue }
      children[index] = .comment("")
      defer { children[index] = .element(element) }
      try body(&element)
    }
  }

  /// Adds a child element behind the last one, indented like it.
  package mutating func append(_ element: XMLElement) {
    let last = children.lastIndex(where: \.isElement)
    insert(element, behind: last)
  }

  /// Adds a child element behind the last one of a local name, or at the end where there is none.
  package mutating func insert(_ element: XMLElement, after name: String) {
    let place = children.lastIndex { if case .element(let other) = $0 { other.localName == name } else { false } }
    if let place { insert(element, behind: place) } else { append(element) }
  }

  /// Takes out the child elements that fit, each with the white space before it.
  package mutating func removeElements(where isUnwanted: (XMLElement) -> Bool) {
    var kept: [XMLNode] = []
    for node in children {
      if case .element(let element) = node, isUnwanted(element) {
        if let last = kept.last, last.isWhiteSpace { kept.removeLast() }
      } else {
        kept.append(node)
      }
    }
    children = kept
  }

  private mutating func insert(_ element: XMLElement, behind place: Int?) {
    guard let place else {
      children.append(.element(element))
      return
    }
    var nodes: [XMLNode] = [.element(element)]
    if place > 0, children[place - 1].isWhiteSpace { nodes.insert(children[place - 1], at: 0) }
    children.insert(contentsOf: nodes, at: place + 1)
  }
}

extension XMLNode {
  fileprivate var isElement: Bool { if case .element = self { true } else { false } }

  fileprivate var isCharacterData: Bool {
    switch self {
    case .text, .cdata: true
    case .element, .comment, .processingInstruction: false
    }
  }

  fileprivate var isWhiteSpace: Bool {
    if case .text(let text) = self { text.raw.allSatisfy(\.isWhitespace) } else { false }
  }
}
