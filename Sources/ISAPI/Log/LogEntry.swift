import XML

/// A line of a recorder's own log (isapi.md 3.9).
package struct LogEntry: Sendable, Hashable, Codable {
  /// The kind as written, such as `log.hikvision.com/Operation/remoteLogin`.
  package var meta: String
  /// The recorder's wall clock as written; the `Z` behind it means nothing (isapi.md 9.1).
  package var time: String
  package var username: String
  /// Where the user was; empty or zeros for somebody at the recorder.
  package var address: String

  package init(meta: String, time: String, username: String, address: String) {
    self.meta = meta
    self.time = time
    self.username = username
    self.address = address
  }

  /// The minor type, such as `remoteLogin`.
  package var kind: String { meta.split(separator: "/").last.map(String.init) ?? "" }

  /// Whether what it tells of was done at the recorder itself.
  package var isLocal: Bool {
    let kind = kind.lowercased()
    if kind.hasPrefix("local") { return true }
    if kind.hasPrefix("remote") { return false }
    return ["", "0.0.0.0", "127.0.0.1", "::", "::1"].contains(address)
  }
}

extension LogEntry {
  /// Reads a `logDescriptor`; nil for one that tells no kind.
  init?(_ descriptor: XMLElement) {
    guard let meta = descriptor.text(at: "metaId") else { return nil }
    self.init(
      meta: meta, time: descriptor.text(at: "StartDateTime") ?? "", username: descriptor.text(at: "userName") ?? "",
      address: descriptor.text(at: "ipAddress") ?? "")
  }
}
