/// A stretch of time with its unit, such as `10m`.
package struct WrittenDuration: Sendable, Hashable, CustomStringConvertible {
  package let description: String
  /// The length.
  package let milliseconds: Int

  /// Reads a whole number with `ms`, `s`, `m`, `h` or `d` behind it.
  package init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard digits.count <= 9, let number = Int(digits), String(number) == digits,
      let unit = Self.units.first(where: { $0.name == text.dropFirst(digits.count) })
    else { return nil }
    description = text
    milliseconds = number * unit.milliseconds
  }

  /// The length in seconds.
  package var seconds: Double { Double(milliseconds) / 1_000 }

  /// The units with their lengths.
  package static let units: [(name: String, milliseconds: Int)] = [
    ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
  ]
}
