import SADP
import TestSupport
import Testing

/// Real messages, where there are any on this machine.
@Suite(.enabled(if: FixtureCorpus.isPresent, "the corpus of device answers is not present"))
struct MessageCorpusTests {
  private static func messages(_ isWanted: (String) -> Bool) throws -> [FixtureCorpus.Document] {
    try FixtureCorpus.documents(withExtension: "xml").filter { document in
      guard document.name.hasPrefix("sadp/"), let name = document.name.split(separator: "/").last else { return false }
      return isWanted(String(name))
    }
  }

  @Test(arguments: try messages { !$0.hasPrefix("op-") })
  func `every announcement is read with what finds the device again`(_ document: FixtureCorpus.Document) throws {
    let reply = try #require(SADPReply(parsing: document.bytes))
    #expect(reply.serial != nil)
    #expect(reply.mac != nil)
    #expect(reply.model != nil)
    #expect(reply.address != nil)
    #expect(reply.softwareVersion != nil)
    #expect(reply.isActivated == !document.name.contains("-inactive"))
    #expect(SADPReply(parsing: reply.bytes) == reply)
  }

  @Test(arguments: try messages { $0.hasPrefix("op-") })
  func `replies to other requests are none to an inquiry`(_ document: FixtureCorpus.Document) {
    #expect(SADPReply(parsing: document.bytes) == nil)
  }
}
