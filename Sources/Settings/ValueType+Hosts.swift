import Diagnostics
import YAML

extension ValueType where Value == HostAddress {
  /// An IPv4 address or a host name.
  package static let host = written(
    HostAddress.init, as: "an IPv4 address or a host name", pattern: "^\(HostPattern.host)$")
}

extension ValueType where Value == HostAndPort {
  /// A host, with its port where that is not the usual one.
  package static func host(defaultPort: Int) -> Self {
    let expectation = "a host such as 10.20.30.1 or pool.ntp.org:\(defaultPort)"
    return ValueType(
      .text(pattern: "^\(HostPattern.host)(:\(HostPattern.port))?$", maxBytes: nil),
      decode: { node, bag in
        guard let scalar = node.scalar else {
          bag.report(.wrongType(expectation, at: node.range))
          return nil
        }
        guard scalar.isText, let value = HostAndPort(scalar.text, defaultPort: defaultPort) else {
          bag.report(.notAccepted(scalar.text, expectation, at: node.range))
          return nil
        }
        return value
      },
      text: { $0.text(defaultPort: defaultPort) },
      value: { HostAndPort($0, defaultPort: defaultPort) })
  }
}

private enum HostPattern {
  private static let address = IPv4Pattern.address.dropFirst().dropLast()
  static let host = "(\(address)|(?![0-9.]+(:|$))[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?)"
  static let port = "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
}
