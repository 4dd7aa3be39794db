import Host

/// The random start of one exchange, which travels as 32 hexadecimal digits (isapi.md 8.2, step 4).
package struct FieldVector: Sendable, Hashable {
  private static let size = 16
  let bytes: [UInt8]

  /// A fresh one.
  package init() {
    var generator = SystemRandomNumberGenerator()
    bytes = (0..<Self.size).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// The one that a request names; nil for anything else than 32 hexadecimal digits.
  package init?(_ digits: String) {
    guard let bytes = HexDigits.bytes(of: digits), bytes.count == Self.size else { return nil }
    self.bytes = bytes
  }

  /// As it stands in a query.
  package var digits: String { HexDigits.text(of: bytes) }
}
