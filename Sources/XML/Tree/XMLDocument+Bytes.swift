extension XMLDocument {
  /// The document as bytes; one that was read and not changed comes back as it was.
  package var bytes: [UInt8] {
    var writer = Writer(isASCII: !XMLEncoding.isUTF8(XMLEncoding.declared(in: prologue)))
    writer.write(prologue)
    writer.write(root)
    writer.write(epilogue)
    return writer.bytes
  }
}

extension XMLElement {
  /// The element as written.
  package var markup: String {
    var writer = Writer()
    writer.write(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

private struct Writer {
  private(set) var bytes: [UInt8] = []
  /// Whether everything else is written by number, since the document names an encoding that has other bytes for it.
  var isASCII = false

  mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func write(_ element: XMLElement) {
    write("<")
    write(element.name)
    for attribute in element.attributes { write(attribute) }
    write(element.form.startTrivia)
    if element.children.isEmpty, element.form.selfCloses { return write("/>") }
    write(">")
    for child in element.children { write(child) }
    write("</")
    write(element.name)
    write(element.form.endTrivia)
    write(">")
  }

  private mutating func write(_ attribute: XMLAttribute) {
    write(attribute.leadingTrivia)
    write(attribute.name)
    write(attribute.equals)
    write(attribute.quote)
    write(attribute.rawValue)
    write(attribute.quote)
  }

  private mutating func write(_ node: XMLNode) {
    switch node {
    case .element(let element): write(element)
    case .text(let text): write(isASCII ? text.byNumber : text.raw)
    case .cdata(let text) where isASCII && !text.utf8.allSatisfy({ $0 < 0x80 }): write(XMLText(text).byNumber)
    case .cdata(let text): write("<![CDATA[" + text + "]]>")
    case .comment(let text): write("<!--" + text + "-->")
    case .processingInstruction(let text): write("<?" + text + "?>")
    }
  }
}

extension XMLText {
  /// The text as written, with a reference for every character outside ASCII.
  fileprivate var byNumber: String {
    raw.unicodeScalars.map { $0.isASCII ? String($0) : "&#\($0.value);" }.joined()
  }
}
