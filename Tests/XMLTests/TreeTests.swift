import Testing
import XML

private let interface = """
  <NetworkInterface version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema">
    <id>1</id>
    <IPAddress>
      <ipVersion>v4</ipVersion>
      <DefaultGateway><ipAddress>192.0.2.1</ipAddress></DefaultGateway>
      <h:Extension xmlns:h="urn:h"><h:mtu opt="500,1500">1500</h:mtu></h:Extension>
    </IPAddress>
  </NetworkInterface>
  """

private func read(_ text: String = interface) throws -> XMLElement {
  try XMLDocument(parsing: Array(text.utf8)).root
}

@Suite struct TreeTests {
  @Test func `elements are found by local name along a path`() throws {
    let root = try read()
    #expect(root.text(at: "IPAddress/DefaultGateway/ipAddress") == "192.0.2.1")
    #expect(root.text(at: ["IPAddress", "Extension", "mtu"]) == "1500")
    #expect(root.element(at: "IPAddress/Extension/mtu")?.attribute("opt") == "500,1500")
    #expect(root.element(at: [])?.name == "NetworkInterface")
    #expect(root.text(at: "IPAddress/none") == nil)
  }

  @Test func `a changed text changes nothing else`() throws {
    var root = try read()
    root.setText("198.51.100.1", at: "IPAddress/DefaultGateway/ipAddress")
    root.setText("9000", at: "IPAddress/Extension/mtu")
    let expected = interface.replacing("192.0.2.1", with: "198.51.100.1").replacing(">1500<", with: ">9000<")
    #expect(root.markup == expected)
  }

  @Test func `text for an element that is not there or holds others is not set`() throws {
    var root = try read()
    let answers = ["IPAddress/none", "IPAddress", "id"].map { root.setText("1", at: XMLPath($0)) }
    #expect(answers == [false, false, true])
    #expect(root.markup == interface)
  }

  @Test func `text that means the same stays as it was written`() throws {
    var root = try read("<a><b>&#65;</b><c/><d></d></a>")
    root.setText("A", at: "b")
    root.setText("", at: "c")
    root.setText("", at: "d")
    #expect(root.markup == "<a><b>&#65;</b><c/><d></d></a>")
  }

  @Test func `empty elements take text and full ones lose it`() throws {
    var root = try read("<a><b/><c>x</c><d>1<!-- keep -->2</d></a>")
    root.setText("<1>", at: "b")
    root.setText("", at: "c")
    root.setText("3", at: "d")
    #expect(root.markup == "<a><b>&lt;1&gt;</b><c></c><d>3<!-- keep --></d></a>")
  }

  @Test func `white space around a text is no part of it, unless it is meant`() throws {
    let root = try read("<a><b>\n  80\r\n</b><c>&#32;x&#32;</c><d> <![CDATA[ y ]]>\n</d><e> </e><f> 1<g/> </f></a>")
    #expect(["b", "c", "d", "e", "f"].map { root.text(at: [$0]) } == ["80", " x ", " y ", "", "1"])
    #expect(root.child("d")?.characters == "  y \n")
  }

  @Test func `CDATA stays CDATA, and text beside elements changes alone`() throws {
    var root = try read("<a><b>\n<![CDATA[1]]></b><c>1<v/></c><d><v/></d></a>")
    let answers = ["b", "c", "d"].map { root.setText("2", at: [$0]) }
    #expect(answers == [true, true, false])
    #expect(root.markup == "<a><b><![CDATA[2]]></b><c>2<v/></c><d><v/></d></a>")
    root.setText("]]>", at: "b")
    #expect(root.child("b")?.markup == "<b>]]&gt;</b>")
  }

  @Test func `a way leads through whichever namesake has the rest of it`() throws {
    var root = try read("<a><x><y>1</y></x><x><z>2</z></x></a>")
    #expect(root.text(at: "x/z") == "2")
    root.setText("3", at: "x/z")
    #expect(root.markup == "<a><x><y>1</y></x><x><z>3</z></x></a>")
  }

  @Test func `a new element has the prefix of its neighbours`() throws {
    var root = try read("<h:a xmlns:h='urn:h'><h:b>1</h:b></h:a>")
    root.insert(XMLElement("c") { XMLElement("d", text: "2") }, after: "b")
    #expect(root.markup == "<h:a xmlns:h='urn:h'><h:b>1</h:b><h:c><h:d>2</h:d></h:c></h:a>")
  }

  @Test func `a document that names another encoding than UTF-8 is written in ASCII`() throws {
    var document = try XMLDocument(parsing: Array("<?xml version='1.0' encoding='GB2312'?><a><b>x</b></a>".utf8))
    document.root.setText("Süd", at: "b")
    #expect(
      String(decoding: document.bytes, as: UTF8.self)
        == "<?xml version='1.0' encoding='GB2312'?><a><b>S&#252;d</b></a>")
  }

  @Test func `missing elements are created only when asked`() throws {
    var root = try read("<a>\n  <b>1</b>\n</a>")
    root.setText("2", creating: "c/d")
    #expect(root.markup == "<a>\n  <b>1</b>\n  <c><d>2</d></c>\n</a>")
  }

  @Test func `an inserted element is indented like its neighbour`() throws {
    var root = try read("<a>\n  <b>1</b>\n  <c>2</c>\n</a>")
    root.insert(XMLElement("b", text: "3"), after: "b")
    root.insert(XMLElement("d"), after: "none")
    #expect(root.markup == "<a>\n  <b>1</b>\n  <b>3</b>\n  <c>2</c>\n  <d></d>\n</a>")
    root.removeElements { $0.localName == "b" }
    #expect(root.markup == "<a>\n  <c>2</c>\n  <d></d>\n</a>")
  }

  @Test func `items of a list are changed in place`() throws {
    var root = try read("<l><i><id>1</id><on>false</on></i><i><id>2</id><on>false</on></i></l>")
    root.modifyElements(named: "i") { item in
      if item.text(at: "id") == "2" { item.setText("true", at: "on") }
    }
    #expect(root.markup == "<l><i><id>1</id><on>false</on></i><i><id>2</id><on>true</on></i></l>")
  }

  @Test func `a document is built from elements, conditions and loops`() {
    let secure = true
    let root = XMLElement("Server", attributes: [XMLAttribute("version", "2.0")]) {
      XMLElement("name", text: "a & b")
      if secure { XMLElement("port", text: "443") }
      for id in 1...2 { XMLElement("id", text: "\(id)") }
    }
    #expect(
      root.markup
        == "<Server version=\"2.0\"><name>a &amp; b</name><port>443</port><id>1</id><id>2</id></Server>")
  }
}
