package import XML

/// A search in a recorder's own log, page by page (isapi.md 3.9).
package struct LogSearch: Sendable, Hashable {
  /// What is looked for, such as `Operation` or `Operation/remoteLogin`.
  package var kind: String
  /// The first moment on the recorder's wall clock, as `2026-01-31T12:00:00Z`.
  package var start: String
  /// The last moment on the recorder's wall clock.
  package var end: String

  package init(_ kind: String, from start: String = "2000-01-01T00:00:00Z", to end: String = "2037-12-31T23:59:59Z") {
    self.kind = kind
    self.start = start
    self.end = end
  }

  /// Where logs are searched; a POST that changes nothing.
  package static let endpoint: Endpoint = "/ISAPI/ContentMgmt/logSearch"

  /// The request for the page that begins behind so many entries.
  package func request(behind position: Int = 0) -> Request {
    let query = XMLElement("CMSearchDescription") {
      XMLElement("searchID", text: "9B7C1A52-6A4E-4E0B-8D0C-6F6E76720001")
      XMLElement("metaId", text: "log.std-cgi.com/\(kind)")
      XMLElement("timeSpanList") {
        XMLElement("timeSpan") {
          XMLElement("startTime", text: start)
          XMLElement("endTime", text: end)
        }
      }
      XMLElement("maxResults", text: "100")
      XMLElement("searchResultPostion", text: "\(position)")
    }
    return .send(.post, Self.endpoint, XMLDocument(root: query))
  }

  /// What one answer holds.
  package struct Page: Sendable, Hashable {
    /// Every entry that tells its kind, in the order of the answer.
    package var entries: [LogEntry]
    /// How many items the answer has, readable or not: the next page begins behind them.
    package var count: Int
    /// Whether the recorder says that there are more.
    package var hasMore: Bool

    /// Reads an answer; nil for a document of another kind.
    package init?(_ document: XMLDocument) {
      guard document.root.localName == "CMSearchResult" else { return nil }
      let items = document.root.child("matchList")?.elements(named: "searchMatchItem") ?? []
      entries = items.compactMap { $0.child("logDescriptor").flatMap(LogEntry.init) }
      count = items.count
      hasMore = document.root.text(at: "responseStatusStrg")?.uppercased() == "MORE"
    }
  }
}

extension Request {
  /// Whether the request leaves the recorder as it is.
  package var changesNothing: Bool { method == .get || endpoint == LogSearch.endpoint }
}
