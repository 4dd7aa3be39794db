import XML

// How elements are named, and what their attributes say.
extension Manner {
  func rewritingNames(_ root: XMLElement) -> XMLElement {
    switch self {
    case .lowerRoots: root.renamingRoots { $0.lowercased() }
    case .upperRoots: root.renamingRoots { $0.uppercased() }
    case .noNamespace: root.mapped { $0.droppingNamespace }
    case .oldNamespace:
      root.mapped { $0.attribute("xmlns") == nil ? $0 : $0.namespaced("http://www.std-cgi.com/ver20/XMLSchema", "1.0") }
    case .repeatedNamespace:
      root.mapped { $0.elements.isEmpty ? $0 : $0.namespaced("http://www.hikvision.com/ver20/XMLSchema", "1.0") }
    case .mixedNamespaces:
      root.mapped {
        $0.elements.count % 2 == 0 ? $0.namespaced("urn:psialliance-org", "1.0") : $0
      }
    case .prefixed: root.prefixed { _ in true }.declaring
    case .halfPrefixed: root.prefixed { $0.elements.count != 1 && $0.localName.count % 2 == 0 }.declaring
    case .hints: root.mapped(\.withHint)
    case .lyingSize: root.mapped { $0.isList ? $0.with(XMLAttribute("size", "64")) : $0 }
    default: root
    }
  }
}

extension XMLElement {
  /// The names of the root and of the items of a list changed.
  fileprivate func renamingRoots(_ change: (String) -> String) -> XMLElement {
    var root = self
    root.name = change(name)
    guard isList else { return root }
    for (index, node) in children.enumerated() {
      guard case .element(var item) = node else { continue }
      item.name = change(item.name)
      root.children[index] = .element(item)
    }
    return root
  }

  fileprivate var droppingNamespace: XMLElement {
    var element = self
    element.attributes.removeAll { $0.name == "version" || $0.name.hasPrefix("xmlns") }
    return element
  }

  fileprivate func namespaced(_ namespace: String, _ version: String) -> XMLElement {
    droppingNamespace.with(XMLAttribute("version", version)).with(XMLAttribute("xmlns", namespace))
  }

  fileprivate func with(_ attribute: XMLAttribute) -> XMLElement {
    var element = self
    element.attributes.removeAll { $0.name == attribute.name }
    element.attributes.append(attribute)
    return element
  }

  fileprivate func prefixed(where isPrefixed: (XMLElement) -> Bool) -> XMLElement {
    mapped { element in
      guard isPrefixed(element) else { return element }
      var element = element
      element.name = "hik:" + element.name
      return element
    }
  }

  fileprivate var declaring: XMLElement { with(XMLAttribute("xmlns:hik", "http://www.isapi.org/ver20/XMLSchema")) }

  /// What capabilities say, on an ordinary answer (isapi.md 12.1).
  fileprivate var withHint: XMLElement {
    guard elements.isEmpty else { return self }
    if ["true", "false"].contains(text.lowercased()) { return with(XMLAttribute("opt", "true,false")) }
    if Int(text) != nil { return with(XMLAttribute("min", "0")).with(XMLAttribute("max", "65535")) }
    return with(XMLAttribute("def", text))
  }
}
