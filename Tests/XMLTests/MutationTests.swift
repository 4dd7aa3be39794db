import TestSupport
import Testing
import XML

/// Damages documents, the same way in every run.
@Suite struct MutationTests {
  private static let seeds = [
    """
    <?xml version="1.0" encoding="UTF-8" ?>
    <!-- a --><x:List version='1.0' xmlns:x="urn:x">
      <item id="1" ><name>R&amp;D &#x41; é😀</name><empty/><none></none ></item>
      <![CDATA[<raw>]]><?go now?>
    </x:List>
    """,
    """
    <ResponseStatus version="1.0" xmlns="http://www.hikvision.com/ver10/XMLSchema">\r
    <requestURL>/ISAPI/System?a=1&b=2</requestURL>\r
    <statusCode>4</statusCode>\r
    </ResponseStatus>\r

    """,
  ]

  @Test func `a damaged document is refused at a place in it, or comes back byte for byte`() {
    var mutator = Mutator(Self.seeds, .xml, seed: 42)
    var accepted = 0
    for number in 1...(TestExtent.isFull ? 20_000 : 1_500) {
      let bytes = mutator.next()
      do throws(MalformedXML) {
        let document = try XMLDocument(parsing: bytes)
        accepted += 1
        #expect(document.bytes == bytes, "input \(number) of seed 42")
      } catch {
        #expect((0...bytes.count).contains(error.offset), "input \(number) of seed 42: \(error)")
        #expect(!error.description.isEmpty)
      }
    }
    #expect(accepted > 40)
  }

  @Test func `cut at every byte a document is refused, or was whole`() throws {
    for seed in Self.seeds {
      let bytes = Array(seed.utf8)
      let end = try #require(bytes.lastIndex(of: UInt8(ascii: ">")))
      for length in 0...bytes.count {
        #expect(((try? XMLDocument(parsing: Array(bytes.prefix(length)))) != nil) == (length > end))
      }
    }
  }

  @Test(arguments: [
    ("<a>", 250), ("<a b='1'>", 250), ("<!--", 2_000), ("<?x", 2_000), ("&", 8_000), ("<a/>", 2_000), ("]]", 4_000),
    ("<![CDATA[", 2_000), (" a='1'", 40), ("&#x41;", 4_000), ("<a></a>", 2_000),
  ])
  func `what is made to cost time costs no more than its length`(_ piece: String, _ count: Int) {
    let growth = Effort.growth(from: count) { size in
      _ = try? XMLDocument(parsing: Array(("<r>" + String(repeating: piece, count: size)).utf8))
      _ = try? XMLDocument(parsing: Array(("<r>" + String(repeating: piece, count: size) + "</r>").utf8))
      _ = XMLText(raw: String(repeating: piece, count: size)).value
    }
    #expect(growth < 32)
  }
}
