import XML

// How values are spelled and written.
extension Manner {
  func rewritingText(_ root: XMLElement) -> XMLElement {
    switch self {
    case .shouted: root.mappingValues { _, text in ["true": "TRUE", "false": "FALSE"][text] }
    case .numbered: root.mappingValues { _, text in ["true": "1", "false": "0"][text] }
    case .lowerWords: root.mappingValues { name, text in Self.words.contains(name) ? text.lowercased() : nil }
    case .upperWords: root.mappingValues { name, text in Self.words.contains(name) ? text.uppercased() : nil }
    case .properWords:
      root.mappingValues { name, text in
        Self.words.contains(name) ? text.prefix(1).uppercased() + text.dropFirst().lowercased() : nil
      }
    case .unknownWords: root.mappingValues { name, _ in Self.words.contains(name) ? "novel" : nil }
    case .padded: root.mapped { $0.replacingText { [.text(XMLText(raw: "\n    \($0.raw)\n  "))] } }
    case .references:
      root.mapped {
        $0.replacingText { [.text(XMLText(raw: $0.value.unicodeScalars.map { "&#\($0.value);" }.joined()))] }
      }
    case .cdata: root.mapped { $0.replacingText { [.cdata($0.value)] } }
    case .comments: root.mapped { $0.replacingText { [.comment(" was 1 "), .text($0)] }.leading(.comment(" x ")) }
    case .instructions: root.mapped { $0.leading(.processingInstruction("vendor check")) }
    case .otherEmptyForm: root.mapped(\.withOtherEmptyForm)
    case .minified: root.mapped(\.minified)
    case .tabbed: root.mapped { $0.replacingLayout { $0.replacing("\n", with: "\n\t") } }
    case .singleQuoted: root.mapped(\.singleQuoted)
    default: root
    }
  }

  /// Elements that hold a word of an enumeration.
  private static let words = [
    "timeMode", "addressingType", "addressingFormatType", "userLevel", "protocol", "proxyProtocol", "connMode",
    "ActionRecordingMode",
  ]

  /// What stands around the root.
  func rewriteFrame(_ document: inout XMLDocument) {
    switch self {
    case .byteOrderMark: document.prologue = "\u{FEFF}" + document.prologue
    case .blankDeclaration: document.prologue = document.prologue.replacing("\"?>", with: "\" ?>")
    case .noDeclaration: document.prologue = ""
    case .chineseDeclaration: document.prologue = document.prologue.replacing("UTF-8", with: "GB2312")
    case .leadingLineBreak: document.prologue = "\r\n" + document.prologue
    case .singleQuoted: document.prologue = document.prologue.replacing("\"", with: "'")
    case .comments: document.epilogue += "<!-- end -->\n"
    case .instructions: document.prologue += "<?vendor page?>\n"
    case .carriageReturns:
      document.prologue = document.prologue.replacing("\n", with: "\r\n")
      document.root = document.root.mapped { $0.replacingLayout { $0.replacing("\n", with: "\r\n") } }
      document.epilogue = document.epilogue.replacing("\n", with: "\r\n")
    default: break
    }
  }
}

extension XMLElement {
  /// The text of an element that holds no others, written in another way.
  fileprivate func replacingText(_ change: (XMLText) -> [XMLNode]) -> XMLElement {
    guard elements.isEmpty, !text.isEmpty else { return self }
    var element = self
    element.children = children.flatMap { node in
      if case .text(let text) = node { change(text) } else { [node] }
    }
    return element
  }

  /// The white space between elements, written in another way.
  fileprivate func replacingLayout(_ change: (String) -> String) -> XMLElement {
    var element = self
    for (index, node) in children.enumerated() {
      if case .text(let text) = node { element.children[index] = .text(XMLText(raw: change(text.raw))) }
    }
    return element
  }

  fileprivate func leading(_ node: XMLNode) -> XMLElement {
    guard !elements.isEmpty else { return self }
    var element = self
    element.children.insert(node, at: 0)
    return element
  }

  fileprivate var withOtherEmptyForm: XMLElement {
    guard children.isEmpty else { return self }
    var element = self
    element.form.selfCloses.toggle()
    return element
  }

  fileprivate var minified: XMLElement {
    guard !elements.isEmpty else { return self }
    var element = self
    element.children.removeAll { if case .text(let text) = $0 { text.raw.allSatisfy(\.isWhitespace) } else { false } }
    return element
  }

  fileprivate var singleQuoted: XMLElement {
    var element = self
    for index in attributes.indices where !attributes[index].rawValue.contains("'") {
      element.attributes[index].quote = "'"
    }
    return element
  }
}
