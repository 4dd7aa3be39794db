import ISAPI
import Testing
import XML

/// The recorder's own log as it is asked for and answered.
@Suite struct LogSearchTests {
  private func page(_ text: String) throws -> LogSearch.Page? {
    LogSearch.Page(try XMLDocument(parsing: Array(text.utf8)))
  }

  private static let item = """
    <searchMatchItem><logDescriptor><metaId>log.hikvision.com/Operation/remoteCfgParam</metaId>\
    <StartDateTime>2026-01-31T12:00:00Z</StartDateTime><localId>0</localId><userName>admin</userName>\
    <ipAddress>10.20.30.99</ipAddress></logDescriptor></searchMatchItem>
    """

  @Test(arguments: ["", " xmlns=\"urn:psialliance-org\"", " version=\"2.0\" xmlns=\"http://www.isapi.org/ver20\""])
  func `an answer is read in every namespace`(_ attributes: String) throws {
    let text = "<CMSearchResult\(attributes)><responseStatusStrg>MORE</responseStatusStrg><matchList>"
    let page = try #require(try page("\(text)\(Self.item)<searchMatchItem/></matchList></CMSearchResult>"))
    #expect(page.hasMore)
    #expect(page.count == 2)
    let entry = try #require(page.entries.first)
    #expect(entry.kind == "remoteCfgParam")
    #expect((entry.username, entry.address, entry.time) == ("admin", "10.20.30.99", "2026-01-31T12:00:00Z"))
  }

  @Test func `no matches are an empty page, and another document is none`() throws {
    let empty = try page("<CMSearchResult><responseStatusStrg>NO MATCHES</responseStatusStrg></CMSearchResult>")
    #expect(empty?.entries == [])
    #expect(empty?.hasMore == false)
    #expect(try page("<ResponseStatus><statusCode>6</statusCode></ResponseStatus>") == nil)
  }

  @Test(arguments: [
    ("localCfgParam", "10.20.30.99", true), ("remoteCfgParam", "", false), ("addNetUser", "", true),
    ("addNetUser", "0.0.0.0", true), ("addNetUser", "10.20.30.99", false), ("netCardConfig", "127.0.0.1", true),
  ])
  func `what was done at the recorder is told apart by its kind, else by the address`(
    _ kind: String, _ address: String, _ isLocal: Bool
  ) {
    let entry = LogEntry(meta: "log.hikvision.com/Operation/\(kind)", time: "", username: "admin", address: address)
    #expect(entry.isLocal == isLocal)
  }

  @Test func `a search names kind, span and position, and changes nothing`() throws {
    let request = LogSearch("Operation", from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z").request(behind: 100)
    let root = try XMLDocument(parsing: request.body).root
    #expect(root.text(at: "metaId") == "log.std-cgi.com/Operation")
    #expect(root.text(at: "searchResultPostion") == "100")
    #expect(root.child("timeSpanList")?.child("timeSpan")?.text(at: "endTime") == "2026-01-02T00:00:00Z")
    #expect(request.changesNothing)
    #expect(!Request(.post, "/ISAPI/Security/users").changesNothing)
  }
}
