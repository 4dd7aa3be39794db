package import XML

extension XMLElement {
  /// Whether the local name is this one in any letter case, as those of whole documents and list items may be.
  package func isNamed(_ name: String) -> Bool { localName == name || localName.lowercased() == name.lowercased() }

  /// The element itself when it has the name, else its first child that has.
  package func subject(named name: String) -> XMLElement? { subjects(named: name).first }

  /// The element itself when it has the name, else all its children that have.
  package func subjects(named name: String) -> [XMLElement] {
    isNamed(name) ? [self] : elements.filter { $0.isNamed(name) }
  }

  /// Changes the element itself when it has the name, else all its children that have.
  package mutating func modifySubjects(named name: String, _ body: (inout XMLElement) throws -> Void) rethrows {
    if isNamed(name) { return try body(&self) }
    for index in children.indices {
      guard case .element(var element) = children[index], element.isNamed(name) else { continue }
      try body(&element)
      children[index] = .element(element)
    }
  }

  /// Puts text into the child at a path, adding the child behind `predecessor` where the device never shows it,
  /// as for passwords; false where there is no parent for it.
  package mutating func put(_ text: String, at path: XMLPath, after predecessor: String) -> Bool {
    if setText(text, at: path) { return true }
    guard let name = path.names.last else { return false }
    let parent = XMLPath(Array(path.names.dropLast()))
    return modify(at: parent) { $0.insert(XMLElement(name, text: text), after: predecessor) } != nil
  }

  /// The element as the root of a document of its own, with the namespace it inherited from its list.
  package func standingAlone(in list: XMLElement) -> XMLElement {
    var root = self
    let own = Set(attributes.map(\.name))
    root.attributes += list.attributes.filter {
      ($0.name == "version" || $0.name.hasPrefix("xmlns")) && !own.contains($0.name)
    }
    return root
  }
}

extension XMLDocument {
  /// An element of the document as one of its own, which begins and ends as this one does.
  package func part(_ element: XMLElement) -> XMLDocument {
    XMLDocument(prologue: prologue, root: element.standingAlone(in: root), epilogue: epilogue)
  }

  /// A new element for the document, as its own are written, as one of its own.
  package func newPart(_ element: XMLElement) -> XMLDocument { part(element.prefixed(like: root)) }
}
