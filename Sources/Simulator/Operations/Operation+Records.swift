import FoundationEssentials
import ISAPI
import XML

extension Operation {
  /// The search in the recorder's own log (isapi.md 3.9).
  static let records: [Operation] = [
    Operation(method: .post, path: "/ISAPI/ContentMgmt/logSearch", audience: .users, isWrite: false) {
      (state, call) throws(Refusal) in
      let query = try RecorderState.root(of: call.request.body)
      guard query.localName == "CMSearchDescription" else { throw .content() }
      return Reply(state.document(state.foundRecords(query)))
    }
  ]
}

extension RecorderState {
  fileprivate func foundRecords(_ query: XMLElement) -> String {
    let wanted = (query.text(at: "metaId") ?? "").split(separator: "/").dropFirst().joined(separator: "/")
    let first = query.text(at: "searchResultPostion").flatMap { Int($0) } ?? 0
    let limit = query.text(at: "maxResults").flatMap { Int($0) } ?? 40
    let found = records.filter { wanted.isEmpty || "\($0.major)/\($0.minor)".hasPrefix(wanted) }
    let page = found.dropFirst(max(0, first)).prefix(max(1, limit))
    let hasMore = first + page.count < found.count
    return """
      <CMSearchResult\(profile.family.root)>
      <searchID>\(XMLText(query.text(at: "searchID") ?? "").raw)</searchID>
      <responseStatus>true</responseStatus>
      <responseStatusStrg>\(page.isEmpty ? "NO MATCHES" : hasMore ? "MORE" : "OK")</responseStatusStrg>
      <numOfMatches>\(page.count)</numOfMatches>
      <matchList>
      \(page.map(item).joined(separator: "\n"))
      </matchList>
      </CMSearchResult>
      """
  }

  private func item(_ record: LogRecord) -> String {
    let time = CivilTime(secondsSince1970: Int(record.time.timeIntervalSince1970.rounded(.down))).text + "Z"
    return """
      <searchMatchItem>
      <logDescriptor>
      <metaId>log.hikvision.com/\(record.major)/\(record.minor)</metaId>
      <StartDateTime>\(time)</StartDateTime>
      <localId>0</localId>
      <userName>\(XMLText(record.username).raw)</userName>
      <ipAddress>\(record.source)</ipAddress>
      </logDescriptor>
      </searchMatchItem>
      """
  }
}
