import ISAPI
package import Simulator

/// How often each effect that must not come twice was had, by method and path.
package struct OnceOnlyEffects: Sendable, Hashable {
  private var counts: [String: Int] = [:]

  /// The effects in a log of requests.
  package init(in log: RequestLog) {
    for entry in log.entries where entry.isWrite && entry.status == 200 && Self.isOnce(entry) {
      counts["\(entry.method.rawValue) \(entry.endpoint.path)", default: 0] += 1
    }
  }

  /// What was had more often than in another log.
  package func repeated(beyond other: Self) -> Int {
    counts.reduce(0) { $0 + max(0, $1.value - other.counts[$1.key, default: 0]) }
  }

  private static func isOnce(_ entry: RequestLogEntry) -> Bool {
    entry.method == .post
      || ["/ISAPI/System/factoryReset", "/ISAPI/System/activate", "/ISAPI/Security/users/1"].contains(
        entry.endpoint.path)
  }
}
