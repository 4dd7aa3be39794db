/// Where a host is found: an IPv4 address or a name.
package enum HostAddress: Sendable, Hashable, CustomStringConvertible {
  case address(IPv4Address)
  case name(String)

  /// Reads an address or a name of at most 64 characters; what has only digits and dots is no name.
  package init?(_ text: String) {
    if let address = IPv4Address(text) {
      self = .address(address)
      return
    }
    guard (1...64).contains(text.utf8.count), text.first != "-", text.last != "-", text.first != ".", text.last != ".",
      text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }),
      text.contains(where: { $0 != "." && !$0.isNumber })
    else { return nil }
    self = .name(text)
  }

  package var description: String {
    switch self {
    case .address(let address): address.description
    case .name(let name): name
    }
  }
}

/// A host with the port it listens on.
package struct HostAndPort: Sendable, Hashable {
  package let host: HostAddress
  package let port: Int

  /// Reads `host` or `host:port`.
  package init?(_ text: String, defaultPort: Int) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let host = parts.first.flatMap(HostAddress.init), parts.count <= 2 else { return nil }
    self.host = host
    guard parts.count == 2 else {
      port = defaultPort
      return
    }
    guard let port = Int(parts[1]), (1...65_535).contains(port), String(port) == parts[1] else { return nil }
    self.port = port
  }

  /// The shortest text that means the same.
  package func text(defaultPort: Int) -> String { port == defaultPort ? "\(host)" : "\(host):\(port)" }
}
