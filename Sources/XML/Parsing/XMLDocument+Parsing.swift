extension XMLDocument {
  /// Reads a document and keeps every byte of it.
  ///
  /// UTF-8 or ASCII only, no document type, bounded in size, depth and number of nodes. One thing that devices get
  /// wrong is let through: an `&` in text that begins no reference (isapi.md 12.1.7).
  package init(parsing bytes: [UInt8]) throws(MalformedXML) {
    guard bytes.count <= XMLLimits.bytes else {
      throw MalformedXML(offset: XMLLimits.bytes, reason: .tooLarge(limit: XMLLimits.bytes))
    }
    try CharacterCheck.run(over: bytes)
    var parser = XMLParser(bytes)
    self = try parser.document()
  }
}

/// A descent through the grammar of XML 1.0, one method for each construct.
private struct XMLParser {
  private var cursor: XMLCursor
  private var nodeCount = 0

  init(_ bytes: [UInt8]) { cursor = XMLCursor(bytes) }

  mutating func document() throws(MalformedXML) -> XMLDocument {
    _ = cursor.take("\u{FEFF}")
    // Some web servers put a line break in front of everything.
    _ = cursor.takeSpace()
    try declaration()
    try miscellany()
    guard !cursor.atEnd else { throw MalformedXML(offset: cursor.offset, reason: .empty) }
    guard cursor.sees("<") else { throw MalformedXML(offset: cursor.offset, reason: .contentOutsideRoot) }
    let prologue = cursor.text(from: 0)
    let root = try element(depth: 1)
    let end = cursor.offset
    try miscellany()
    guard cursor.atEnd else { throw MalformedXML(offset: cursor.offset, reason: .contentOutsideRoot) }
    return XMLDocument(prologue: prologue, root: root, epilogue: cursor.text(from: end))
  }

  /// The declaration, of which only the encoding matters.
  private mutating func declaration() throws(MalformedXML) {
    guard cursor.sees("<?xml"), let next = cursor.byte(at: 5), next <= 0x20 else { return }
    cursor.skip(5)
    var fields: [XMLAttribute] = []
    try attributes(into: &fields)
    _ = cursor.takeSpace()
    guard cursor.take("?>") else { throw cursor.failure(expecting: "?> at the end of the declaration") }
    let encoding = fields.first { $0.name == "encoding" }?.rawValue ?? XMLEncoding.utf8
    // Every encoding that devices use writes ASCII as itself.
    guard XMLEncoding.isUTF8(encoding) || cursor.bytes.allSatisfy({ $0 < 0x80 }) else {
      throw MalformedXML(offset: 0, reason: .encoding(encoding))
    }
  }

  /// White space, comments and processing instructions outside the root.
  private mutating func miscellany() throws(MalformedXML) {
    while true {
      _ = cursor.takeSpace()
      if cursor.sees("<!DOCTYPE") || cursor.sees("<!doctype") {
        throw MalformedXML(offset: cursor.offset, reason: .documentType)
      }
      guard cursor.sees("<!--") || cursor.sees("<?") else { return }
      _ = try markupWithoutName()
    }
  }

  private mutating func element(depth: Int) throws(MalformedXML) -> XMLElement {
    guard depth <= XMLLimits.depth else {
      throw MalformedXML(offset: cursor.offset, reason: .tooDeep(limit: XMLLimits.depth))
    }
    try countNode()
    cursor.skip(1)
    var element = XMLElement(try cursor.takeName())
    try attributes(into: &element.attributes)
    element.form.startTrivia = cursor.takeSpace()
    if cursor.take("/>") {
      element.form.selfCloses = true
      return element
    }
    guard cursor.take(">") else { throw cursor.failure(expecting: "an attribute or > in <\(element.name)>") }
    try content(of: &element, depth: depth)
    try endTag(of: &element)
    return element
  }

  private mutating func endTag(of element: inout XMLElement) throws(MalformedXML) {
    let start = cursor.offset
    cursor.skip(2)
    let name = try cursor.takeName()
    // Bytes, since equal strings may be written with different ones.
    guard name.utf8.elementsEqual(element.name.utf8) else {
      throw MalformedXML(offset: start, reason: .mismatchedEndTag(open: element.name, close: name))
    }
    element.form.endTrivia = cursor.takeSpace()
    guard cursor.take(">") else { throw cursor.failure(expecting: "> in </\(name)>") }
  }

  private mutating func content(of element: inout XMLElement, depth: Int) throws(MalformedXML) {
    while let byte = cursor.byte {
      if byte != UInt8(ascii: "<") {
        element.children.append(.text(try text()))
      } else if cursor.sees("</") {
        return
      } else if cursor.sees("<!") || cursor.sees("<?") {
        element.children.append(try markupWithoutName())
      } else {
        element.children.append(.element(try self.element(depth: depth + 1)))
      }
    }
    throw MalformedXML(offset: cursor.offset, reason: .unexpectedEnd(inside: "<\(element.name)>"))
  }

  private mutating func text() throws(MalformedXML) -> XMLText {
    try countNode()
    let start = cursor.offset
    while let byte = cursor.byte, byte != UInt8(ascii: "<") {
      if byte == UInt8(ascii: "&") { try XMLReference.check(at: cursor) }
      if byte == UInt8(ascii: "]"), cursor.sees("]]>") { throw cursor.failure(expecting: "no ]]> in text") }
      cursor.skip(1)
    }
    return XMLText(raw: cursor.text(from: start))
  }

  private mutating func markupWithoutName() throws(MalformedXML) -> XMLNode {
    try countNode()
    let start = cursor.offset
    if cursor.take("<!--") {
      let content = try cursor.take(upTo: "--", of: "a comment")
      guard cursor.take(">") else { throw cursor.failure(expecting: "> after -- in a comment") }
      return .comment(content)
    }
    if cursor.take("<![CDATA[") { return .cdata(try cursor.take(upTo: "]]>", of: "a CDATA section")) }
    guard cursor.take("<?") else { throw MalformedXML(offset: start, reason: .documentType) }
    let content = try cursor.take(upTo: "?>", of: "a processing instruction")
    var target = XMLCursor(Array(content.utf8))
    guard let name = try? target.takeName(), name.lowercased() != "xml" else {
      throw MalformedXML(offset: start, reason: .syntax(expected: "the target of a processing instruction"))
    }
    return .processingInstruction(content)
  }

  private mutating func attributes(into attributes: inout [XMLAttribute]) throws(MalformedXML) {
    var names: Set<String> = []
    while true {
      let before = cursor
      let trivia = cursor.takeSpace()
      guard !trivia.isEmpty, let byte = cursor.byte, !Self.endsTag(byte) else {
        cursor = before
        return
      }
      let start = cursor.offset
      let attribute = try self.attribute(after: trivia)
      guard names.insert(attribute.name).inserted else {
        throw MalformedXML(offset: start, reason: .duplicateAttribute(attribute.name))
      }
      guard names.count <= XMLLimits.attributes else {
        throw MalformedXML(offset: start, reason: .tooManyAttributes(limit: XMLLimits.attributes))
      }
      attributes.append(attribute)
    }
  }

  private mutating func attribute(after trivia: String) throws(MalformedXML) -> XMLAttribute {
    let name = try cursor.takeName()
    let equalsStart = cursor.offset
    _ = cursor.takeSpace()
    guard cursor.take("=") else { throw cursor.failure(expecting: "= after the attribute \(name)") }
    _ = cursor.takeSpace()
    let equals = cursor.text(from: equalsStart)
    guard let quote = cursor.byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw cursor.failure(expecting: "a quote before the value of \(name)")
    }
    cursor.skip(1)
    let start = cursor.offset
    while let byte = cursor.byte, byte != quote {
      if byte == UInt8(ascii: "&") { try XMLReference.check(at: cursor) }
      guard byte != UInt8(ascii: "<") else { throw cursor.failure(expecting: "no < in the value of \(name)") }
      cursor.skip(1)
    }
    let value = cursor.text(from: start)
    guard !cursor.atEnd else { throw cursor.failure(expecting: "a quote behind the value of \(name)") }
    cursor.skip(1)
    return XMLAttribute(
      name: name, rawValue: value, leadingTrivia: trivia, equals: equals,
      quote: quote == UInt8(ascii: "'") ? "'" : "\"")
  }

  private mutating func countNode() throws(MalformedXML) {
    nodeCount += 1
    guard nodeCount <= XMLLimits.nodes else {
      throw MalformedXML(offset: cursor.offset, reason: .tooManyNodes(limit: XMLLimits.nodes))
    }
  }

  private static func endsTag(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?")
  }
}
