import TestSupport
import Testing
import XML

@Suite struct CorpusTests {
  @Test(.enabled(if: FixtureCorpus.isPresent, "not present"))
  func `every answer of a real device comes back byte for byte`() throws {
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
}
