import FoundationEssentials

/// User and password as Basic sends them, readable by everyone on the way (RFC 7617).
package struct BasicAnswer: Sendable, Hashable {
  package var username: String
  package var password: String

  package init(username: String, password: String) {
    self.username = username
    self.password = password
  }

  /// Reads the value of an `Authorization` field; nil where it is no Basic answer.
  package init?(_ value: String) {
    let parts = value.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "basic",
      let bytes = Data(base64Encoded: String(parts[1]))
    else { return nil }
    let pair = String(decoding: bytes, as: UTF8.self).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard pair.count == 2 else { return nil }
    self.init(username: String(pair[0]), password: String(pair[1]))
  }

  /// The value of an `Authorization` field.
  package var headerValue: String {
    "Basic " + Data("\(username):\(password)".utf8).base64EncodedString()
  }
}

extension BasicAnswer: CustomStringConvertible, CustomReflectable {
  /// The user alone.
  package var description: String { "Basic \(username)" }
  package var customMirror: Mirror { Mirror(self, children: ["username": username]) }
}
