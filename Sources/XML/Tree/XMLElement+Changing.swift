extension XMLElement {
  /// Puts text in the place of the character data directly inside, and leaves everything else.
  ///
  /// Text that already means the same stays as it was written, and CDATA stays CDATA. An element that holds others
  /// and no text is no place for it: false.
  @discardableResult
  package mutating func setText(_ value: String) -> Bool {
    let holdsElements = children.contains(where: \.isElement)
    guard !holdsElements || children.contains(where: \.isWritten) else { return false }
    guard text != value else { return true }
    // Between elements white space is layout, and only what is written there is the text.
    let isText: (XMLNode) -> Bool = { holdsElements ? $0.isWritten : $0.isCharacterData }
    let place = children.firstIndex(where: \.isWritten) ?? children.firstIndex(where: isText)
    let old = place.map { children[$0] }
    let others = children.filter { !isText($0) }
    let before = place.map { children[..<$0].count { !isText($0) } } ?? others.count
    children = others
    if !value.isEmpty { children.insert(XMLNode(value, like: old), at: before) }
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

  /// Changes the element at a path in place, the one that is read there; nil where there is none.
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
      if let result = try element.modify(below: names.dropFirst(), body) { return result }
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
    guard let place, case .element(let neighbour) = children[place] else {
      children.append(.element(element.prefixed(like: self)))
      return
    }
    var nodes: [XMLNode] = [.element(element.prefixed(like: neighbour))]
    if place > 0, children[place - 1].isWhiteSpace { nodes.insert(children[place - 1], at: 0) }
    children.insert(contentsOf: nodes, at: place + 1)
  }
}

extension XMLElement {
  /// The element with the prefix of another in front of every name that has none.
  package func prefixed(like other: XMLElement) -> XMLElement {
    let prefix = other.name.dropLast(other.localName.count)
    guard !prefix.isEmpty, localName == name else { return self }
    var element = self
    element.name = prefix + name
    for index in children.indices {
      if case .element(let child) = children[index] { element.children[index] = .element(child.prefixed(like: other)) }
    }
    return element
  }
}

extension XMLNode {
  /// Text in the form of a piece of text that was there before.
  fileprivate init(_ value: String, like old: XMLNode?) {
    guard case .cdata = old, !value.contains("]]>"),
      value.unicodeScalars.allSatisfy({ $0 != "\r" && CharacterCheck.allows($0.value) })
    else {
      self = .text(XMLText(value))
      return
    }
    self = .cdata(value)
  }

  /// Character data that is more than layout.
  fileprivate var isWritten: Bool { isCharacterData && !isWhiteSpace }

  fileprivate var isElement: Bool { if case .element = self { true } else { false } }

  /// Whether the node is text or CDATA.
  var isCharacterData: Bool {
    switch self {
    case .text, .cdata: true
    case .element, .comment, .processingInstruction: false
    }
  }

  fileprivate var isWhiteSpace: Bool {
    if case .text(let text) = self { text.trimmed(.start).raw.isEmpty } else { false }
  }
}
