extension XMLDocument {
  /// The document as bytes; one that was read and not changed comes back as it was.
  package var bytes: [UInt8] { Array((prologue + root.markup + epilogue).utf8) }
}

extension XMLElement {
  /// The element as written.
  package var markup: String {
    let start = "<" + name + attributes.map(\.markup).joined() + form.startTrivia
    if children.isEmpty, form.selfCloses { return start + "/>" }
    return start + ">" + children.map(\.markup).joined() + "</" + name + form.endTrivia + ">"
  }
}

extension XMLAttribute {
  fileprivate var markup: String { leadingTrivia + name + equals + quote + rawValue + quote }
}

extension XMLNode {
  fileprivate var markup: String {
    switch self {
    case .element(let element): element.markup
    case .text(let text): text.raw
    case .cdata(let text): "<![CDATA[" + text + "]]>"
    case .comment(let text): "<!--" + text + "-->"
    case .processingInstruction(let text): "<?" + text + "?>"
    }
  }
}
