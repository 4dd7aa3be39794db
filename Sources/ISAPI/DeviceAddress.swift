/// Where a recorder answers HTTP.
package struct DeviceAddress: Sendable, Hashable, Codable, CustomStringConvertible {
  /// Plain or TLS; plain only where a manifest writes it out (design 6.6).
  package enum Scheme: String, Sendable, Hashable, Codable {
    case http
    case https

    /// The port meant where none is written.
    package var defaultPort: Int { self == .http ? 80 : 443 }
  }

  package var scheme: Scheme
  /// An IPv4 address or a host name.
  package var host: String
  package var port: Int

  package init(_ scheme: Scheme, _ host: String, port: Int? = nil) {
    self.scheme = scheme
    self.host = host
    self.port = port ?? scheme.defaultPort
  }

  /// Reads `host`, `host:port`, `http://host:port` or `https://host:port`; without a scheme it is HTTPS.
  package init?(_ text: String) {
    var rest = Substring(text)
    var scheme = Scheme.https
    if let separator = text.firstRange(of: "://") {
      guard let written = Scheme(rawValue: text[..<separator.lowerBound].lowercased()) else { return nil }
      scheme = written
      rest = text[separator.upperBound...]
    }
    if rest.hasSuffix("/") { rest.removeLast() }
    let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
    guard let host = parts.first, parts.count <= 2, Self.isHost(host) else { return nil }
    if parts.count == 2 {
      guard parts[1].allSatisfy(\.isASCII), let port = Int(parts[1]), (1...65_535).contains(port) else { return nil }
      self.init(scheme, String(host), port: port)
    } else {
      self.init(scheme, String(host))
    }
  }

  /// The same way in at another host.
  package func at(host: String) -> Self { Self(scheme, host, port: port) }

  /// The value of a `Host` header.
  package var authority: String { port == scheme.defaultPort ? host : "\(host):\(port)" }

  package var description: String { "\(scheme.rawValue)://\(authority)" }

  private static func isHost(_ text: Substring) -> Bool {
    !text.isEmpty && text.count <= 253
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "." || $0 == "_") }
  }
}
