package import XML

extension XMLElement {
  /// The element itself when it has the name, else its first child that has.
  package func subject(named name: String) -> XMLElement? {
    localName.lowercased() == name.lowercased() ? self : child(name)
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
