import TestSupport
import Testing
import XML

@Suite(.enabled(if: FixtureCorpus.isPresent, "not present")) struct CorpusTests {
  @Test func `every answer of a real device comes back byte for byte`() throws {
    let documents = try FixtureCorpus.documents(withExtension: "xml")
    try #require(!documents.isEmpty)
    for document in documents {
      do {
        let written = try XMLDocument(parsing: document.bytes).bytes
        #expect(written == document.bytes, "\(document.name)")
      } catch {
        Issue.record("\(document.name): \(error)")
      }
    }
  }

  @Test func `every element and every attribute of a real device is in the tree`() throws {
    for document in try FixtureCorpus.documents(withExtension: "xml") {
      let root = try XMLDocument(parsing: document.bytes).root
      let text = String(decoding: document.bytes, as: UTF8.self)
      // An independent count: tags that open, less what only looks like one.
      let opened = text.split(separator: "<").count { piece in
        piece.first.map { $0.isLetter || $0 == "_" } ?? false
      }
      #expect(root.count { _ in 1 } == opened, "\(document.name)")
      let namespaces = text.components(of: " xmlns").count - 1
      let found = root.count { $0.attributes.count { $0.name.hasPrefix("xmlns") } }
      #expect(found <= namespaces || namespaces == 0, "\(document.name)")
    }
  }

  @Test func `a changed text of a real device changes its own bytes alone`() throws {
    for document in try FixtureCorpus.documents(withExtension: "xml") {
      let parsed = try XMLDocument(parsing: document.bytes)
      for place in parsed.root.leaves.tried(sample: 8) {
        var changed = parsed
        changed.root.change(at: place[...])
        let written = changed.bytes
        let start = zip(document.bytes, written).prefix { $0 == $1 }.count
        let end = zip(document.bytes[start...].reversed(), written[start...].reversed()).prefix { $0 == $1 }.count
        let inserted = String(decoding: written[start..<(written.count - end)], as: UTF8.self)
        #expect("<tag/>nvrctl test</tag>".contains(inserted) || inserted.contains("nvrctl test"), "\(inserted)")
        #expect(written.count - start - end <= 64, "\(document.name): \(inserted)")
        let again = try XMLDocument(parsing: written)
        #expect(DocumentDifference(from: parsed, to: again).places.count == 1, "\(document.name)")
      }
    }
  }
}

extension String {
  fileprivate func components(of separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}

extension XMLElement {
  fileprivate func count(_ body: (XMLElement) -> Int) -> Int {
    body(self) + elements.reduce(0) { $0 + $1.count(body) }
  }

  /// The ways to all elements without others inside, by index.
  fileprivate var leaves: [[Int]] {
    children.enumerated().flatMap { index, node -> [[Int]] in
      guard case .element(let child) = node else { return [] }
      // What tells items apart would make other items of them.
      if ["id", "protocol"].contains(child.localName) { return [] }
      return child.elements.isEmpty ? [[index]] : child.leaves.map { [index] + $0 }
    }
  }

  fileprivate mutating func change(at way: ArraySlice<Int>) {
    guard let index = way.first, case .element(var child) = children[index] else {
      setText("nvrctl test")
      return
    }
    child.change(at: way.dropFirst())
    children[index] = .element(child)
  }
}
