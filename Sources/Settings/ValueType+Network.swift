import Diagnostics
import YAML

extension ValueType where Value == IPv4Address {
  /// Four decimal parts.
  package static let ipv4 = written(
    IPv4Address.init, as: "an IPv4 address such as 10.20.30.10", pattern: IPv4Pattern.address)
}

extension ValueType where Value == IPv4Interface {
  /// An address with its prefix.
  package static let ipv4Interface = written(
    IPv4Interface.init, as: "an address with its prefix such as 10.20.30.10/24",
    pattern: String(IPv4Pattern.address.dropLast()) + "/([1-9]|[12][0-9]|30)$")
}

extension ValueType where Value: CustomStringConvertible {
  /// A value with one spelling, which is its description.
  package static func written(
    _ read: @escaping @Sendable (String) -> Value?, as expectation: String, pattern: String
  ) -> Self {
    ValueType(
      .text(pattern: pattern, maxBytes: nil),
      decode: { node, bag in
        guard let scalar = node.scalar else {
          bag.report(.wrongType(expectation, at: node.range))
          return nil
        }
        guard scalar.isText, let value = read(scalar.text) else {
          bag.report(.notAccepted(scalar.text, expectation, at: node.range))
          return nil
        }
        return value
      },
      text: { $0.description },
      value: { read($0) })
  }
}

/// Patterns for the schema; the decoder has its own reader, and a test holds both together.
enum IPv4Pattern {
  private static let part = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
  static let address = "^\(part)(\\.\(part)){3}$"
}
