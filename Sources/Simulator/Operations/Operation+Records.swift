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
    let span = query.child("timeSpanList")?.child("timeSpan")
    // The wall clock, whatever the Z says (isapi.md 9.1).
    let start = span?.text(at: "startTime").flatMap { CivilTime($0) }?.secondsSince1970 ?? .min
    let end = span?.text(at: "endTime").flatMap { CivilTime($0) }?.secondsSince1970 ?? .max
    let found = records.filter { record in
      (wanted.isEmpty || "\(record.major)/\(record.minor)".hasPrefix(wanted))
        && start <= record.time.secondsSince1970 && record.time.secondsSince1970 <= end
    }
    let page = found.dropFirst(max(0, first)).prefix(min(max(1, limit), behavior.logPage))
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
    let time = record.time.text + "Z"
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
