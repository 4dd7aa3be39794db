/// One element with everything it was read with.
///
/// Names are compared by local part, since devices disagree about namespaces (isapi.md 0.3).
package struct XMLElement: Sendable, Hashable {
  /// The name as written, prefix included.
  package var name: String
  /// The attributes in order, namespace declarations among them.
  package var attributes: [XMLAttribute]
  /// The content in order.
  package var children: [XMLNode]
  /// How the tags were written; keeps a document the bytes it was.
  package var form: Form

  /// What of the tags is not content but must come back as it was.
  package struct Form: Sendable, Hashable {
    /// Whether an element without content is written `<e/>`.
    package var selfCloses: Bool
    /// White space before `>` or `/>` of the start tag.
    package var startTrivia: String
    /// White space before `>` of the end tag.
    package var endTrivia: String

    package init(selfCloses: Bool = false, startTrivia: String = "", endTrivia: String = "") {
      self.selfCloses = selfCloses
      self.startTrivia = startTrivia
      self.endTrivia = endTrivia
    }
  }

  package init(_ name: String, attributes: [XMLAttribute] = [], children: [XMLNode] = [], form: Form = Form()) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.form = form
  }

  /// An element that holds nothing but text.
  package init(_ name: String, text: String) {
    self.init(name, children: text.isEmpty ? [] : [.text(XMLText(text))])
  }
}

/// One attribute as written.
package struct XMLAttribute: Sendable, Hashable {
  /// The name as written, prefix included.
  package var name: String
  /// The value with its references resolved.
  package var value: String { XMLText(raw: rawValue).value }
  /// The value as written between the quotes.
  package var rawValue: String
  /// White space before the name.
  package var leadingTrivia: String
  /// The equals sign with any white space around it.
  package var equals: String
  /// The quote character.
  package var quote: String

  package init(
    name: String, rawValue: String, leadingTrivia: String = " ", equals: String = "=", quote: String = "\""
  ) {
    self.name = name
    self.rawValue = rawValue
    self.leadingTrivia = leadingTrivia
    self.equals = equals
    self.quote = quote
  }

  /// An attribute with a plain value, escaped as needed.
  package init(_ name: String, _ value: String) {
    self.init(name: name, rawValue: XMLText.escape(value, quotes: true))
  }
}

/// Character data as written, with what it means.
package struct XMLText: Sendable, Hashable {
  /// The text as written, references unresolved.
  package var raw: String

  package init(raw: String) { self.raw = raw }

  /// Text from its meaning, escaped as needed.
  package init(_ value: String) { raw = Self.escape(value, quotes: false) }
}

/// One piece of an element's content.
package indirect enum XMLNode: Sendable, Hashable {
  case element(XMLElement)
  case text(XMLText)
  /// The inside of `<![CDATA[…]]>`.
  case cdata(String)
  /// The inside of `<!--…-->`.
  case comment(String)
  /// The inside of `<?…?>`.
  case processingInstruction(String)
}

/// A whole document: what stands before the root, the root, and what stands behind it.
package struct XMLDocument: Sendable, Hashable {
  /// A byte order mark, the declaration, comments and white space before the root, as written.
  package var prologue: String
  package var root: XMLElement
  /// Comments and white space behind the root, as written.
  package var epilogue: String

  package init(
    prologue: String = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", root: XMLElement, epilogue: String = "\n"
  ) {
    self.prologue = prologue
    self.root = root
    self.epilogue = epilogue
  }
}
