package import FoundationEssentials
package import ISAPI

/// One request as the recorder saw it.
package struct RequestLogEntry: Sendable, Hashable {
  /// What the recorder made of the credentials.
  package enum Authentication: Sendable, Hashable {
    /// None were sent, or none are needed.
    case none
    case accepted(username: String)
    case refused(username: String)
    /// Right, but for a nonce that is too old.
    case stale(username: String)
  }

  package var time: Date
  package var source: String
  package var scheme: DeviceAddress.Scheme
  package var method: ISAPI.Method
  package var endpoint: Endpoint
  /// The HTTP status; nil where the client got none.
  package var status: Int?
  package var authentication: Authentication
  /// Whether a password was tried: the first use of a nonce, or a refusal.
  package var isLogin: Bool
  /// Whether the request meant to change something and was let in.
  package var isWrite: Bool
}

extension RequestLogEntry: CustomStringConvertible {
  /// One line for a terminal.
  package var description: String {
    let user =
      switch authentication {
      case .none: "-"
      case .accepted(let username): username
      case .refused(let username): "\(username) (refused)"
      case .stale(let username): "\(username) (stale)"
      }
    return "\(source) \(user) \(method.rawValue) \(shownTarget) \(status.map(String.init) ?? "no answer")"
  }

  /// The target without the values of parameters that may be secret, such as `secretkey`.
  private var shownTarget: String {
    let parts = endpoint.target.split(separator: "?", maxSplits: 1)
    guard parts.count == 2 else { return endpoint.target }
    let pairs = parts[1].split(separator: "&").map { pair in
      let name = pair.prefix { $0 != "=" }
      return ["mode", "format"].contains(name) ? String(pair) : "\(name)=…"
    }
    return "\(parts[0])?\(pairs.joined(separator: "&"))"
  }
}

/// Everything a recorder was asked, with the counts that tests and the demo look at.
package struct RequestLog: Sendable, Hashable {
  /// Every request, in order.
  package private(set) var entries: [RequestLogEntry] = []
  /// The most requests that were under way at once.
  package private(set) var mostAtOnce = 0

  /// Adds a request, with the number that were under way.
  mutating func append(_ entry: RequestLogEntry, underWay: Int) {
    entries.append(entry)
    mostAtOnce = max(mostAtOnce, underWay)
  }

  /// GET requests, challenges included.
  package var reads: Int { entries.count { $0.method == .get } }

  /// GET requests that were answered to somebody logged in.
  package var authenticatedReads: Int {
    entries.count { entry in
      if case .accepted = entry.authentication { entry.method == .get } else { false }
    }
  }

  /// Requests that meant to change something and were let in.
  package var writes: Int { entries.count(where: \.isWrite) }

  /// Passwords tried.
  package var logins: Int { entries.count(where: \.isLogin) }

  /// Passwords tried and refused.
  package var refusedLogins: Int {
    entries.count { entry in
      if case .refused = entry.authentication { entry.isLogin } else { false }
    }
  }

  /// Factory resets that were accepted.
  package var resets: Int {
    entries.count { $0.isWrite && $0.endpoint.path == "/ISAPI/System/factoryReset" && $0.status == 200 }
  }

  /// What was asked by one method on one path.
  package func entries(_ method: ISAPI.Method, _ path: String) -> [RequestLogEntry] {
    entries.filter { $0.method == method && $0.endpoint.path == path }
  }

  /// Only what came after a mark, which is a count of entries taken earlier.
  package func since(_ mark: Int) -> RequestLog {
    var rest = RequestLog()
    rest.entries = Array(entries.dropFirst(mark))
    return rest
  }
}
