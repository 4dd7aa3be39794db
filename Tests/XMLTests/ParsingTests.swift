import Testing
import XML

private func parse(_ text: String) throws -> XMLDocument { try XMLDocument(parsing: Array(text.utf8)) }

@Suite struct ParsingTests {
  @Test(arguments: [
    "<a/>", "<a></a>", "<a />", "<a ></a >", "<a\n\tb = '1'  c=\"2\" />",
    "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<a>\r\n  <b>x</b>\r\n</a>\n",
    "\u{FEFF}<?xml version='1.0'?><a/>", "<!-- before --><a/><!-- behind -->\n<?end?>",
    "<x:a xmlns:x='urn:x'><x:b/><![CDATA[<&>]]><?go now?><!-- in --></x:a>",
    "<a>&lt;&#65;&#x42; &amp; R&D &unknown; & </a>", "<a b=\"R&D\"/>", "<名前>テスト😀</名前>",
    "\r\n<?xml version='1.0'?><a/>", "<?xml version=\"1.0\" encoding=\"GB2312\"?><a>plain</a>",
  ])
  func `a document comes back byte for byte`(_ text: String) throws {
    #expect(try parse(text).bytes == Array(text.utf8))
  }

  @Test func `references are resolved and a bare ampersand is text`() throws {
    let root = try parse("<a b='&quot;&#x27;'>&lt;&#65;&#x1F600;&gt; R&D &copy; a&b;</a>").root
    #expect(root.text == "<A😀> R&D &copy; a&b;")
    #expect(root.attribute("b") == "\"'")
  }

  @Test func `line ends in text are read as XML reads them`() throws {
    #expect(try parse("<a>1\r\n2\r3&#13;</a>").root.text == "1\n2\n3\r")
  }

  @Test func `text and CDATA of an element are its text`() throws {
    #expect(try parse("<a>1<!-- x -->2<![CDATA[<3>]]></a>").root.text == "12<3>")
  }

  @Test(
    arguments: [
      ("", 0, .empty), ("  \n", 3, .empty),
      ("<a>", 3, .unexpectedEnd(inside: "<a>")),
      ("<a><b></a>", 6, .mismatchedEndTag(open: "b", close: "a")),
      ("<a/><b/>", 4, .contentOutsideRoot), ("hello", 0, .contentOutsideRoot),
      ("<a b='1' b='2'/>", 9, .duplicateAttribute("b")),
      ("<!DOCTYPE a><a/>", 0, .documentType), ("<a><!DOCTYPE b></a>", 3, .documentType),
      ("<?xml version='1.0' encoding='GB2312'?><a>\u{E9}</a>", 0, .encoding("GB2312")),
      ("<a>\u{0}</a>", 3, .forbiddenCharacter(0)), ("<a>\u{1B}</a>", 3, .forbiddenCharacter(0x1B)),
      ("<a>\u{FFFF}</a>", 3, .forbiddenCharacter(0xFFFF)), ("<a>&#0;</a>", 3, .forbiddenCharacter(0)),
      ("<a b='<'/>", 6, .syntax(expected: "no < in the value of b")),
      ("<a b=1/>", 5, .syntax(expected: "a quote before the value of b")),
      ("<a>]]></a>", 3, .syntax(expected: "no ]]> in text")),
      ("<a><!-- -- --></a>", 10, .syntax(expected: "> after -- in a comment")),
      ("<a><?xml version='1.0'?></a>", 3, .syntax(expected: "the target of a processing instruction")),
      ("<1/>", 1, .syntax(expected: "a name")),
    ] as [(String, Int, MalformedXML.Reason)])
  func `a malformed document is refused at the right byte`(
    _ text: String, _ offset: Int, _ reason: MalformedXML.Reason
  ) {
    #expect(throws: MalformedXML(offset: offset, reason: reason)) { try parse(text) }
  }

  @Test(arguments: [
    [0x80], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xBD],
  ])
  func `bytes that are not UTF-8 are refused`(_ bytes: [UInt8]) {
    #expect(throws: MalformedXML(offset: 3, reason: .invalidUTF8)) {
      try XMLDocument(parsing: Array("<a>".utf8) + bytes)
    }
  }

  @Test func `200 levels are read and 201 are not`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    #expect(try parse(nested(200)).bytes == Array(nested(200).utf8))
    #expect(throws: MalformedXML(offset: 600, reason: .tooDeep(limit: 200))) { try parse(nested(100_000)) }
  }

  @Test func `too many nodes, attributes and bytes are refused`() {
    let attributes = (0..<300).map { " a\($0)=''" }.joined()
    #expect { try parse("<a\(attributes)/>") } throws: {
      ($0 as? MalformedXML)?.reason == .tooManyAttributes(limit: 256)
    }
    #expect { try parse("<a>" + String(repeating: "<b/>", count: 200_001) + "</a>") } throws: {
      ($0 as? MalformedXML)?.reason == .tooManyNodes(limit: 200_000)
    }
    let large = [UInt8](repeating: 0x20, count: 16 * 1024 * 1024 + 1)
    #expect(throws: MalformedXML(offset: 16 * 1024 * 1024, reason: .tooLarge(limit: 16 * 1024 * 1024))) {
      try XMLDocument(parsing: large)
    }
  }

  @Test(arguments: ["", "plain", "<a> & \"b\" 'c' ]]>", "line\r\nline\r", "&amp;", "é😀", "&#65;"])
  func `escaped text reads back as itself`(_ value: String) throws {
    let element = XMLElement("a", attributes: [XMLAttribute("b", value)], children: [.text(XMLText(value))])
    let read = try XMLDocument(parsing: XMLDocument(root: element).bytes).root
    #expect(read.text == value)
    #expect(read.attribute("b") == value)
  }
}
