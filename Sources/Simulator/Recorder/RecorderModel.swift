/// What a model string tells about a recorder (domain.md 6.2).
package struct RecorderModel: Sendable, Hashable, CustomStringConvertible {
  /// The string as printed on the label.
  package let description: String
  /// How many cameras the recorder takes.
  package let channels: Int
  /// Bays for disks.
  package let bays: Int
  /// Sockets of the built-in switch; cameras there live in an internal net.
  package let poePorts: Int

  /// Reads `[i]DS-<series><channels><class>-<generation><bays>[/…][/<n>P]`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.uppercased().split(separator: "/")
    guard let stem = parts.first?.split(separator: "-"), stem.count >= 3, stem[0].hasSuffix("DS") else { return nil }
    let digits = stem[1].prefix(while: \.isNumber)
    let line = stem[1].dropFirst(digits.count)
    guard digits.count >= 4, line.hasSuffix("I") || line.hasSuffix("N"), let channels = Int(digits.dropFirst(2)),
      channels > 0
    else { return nil }
    description = text
    self.channels = channels
    bays = Int(stem[2].drop(while: { !$0.isNumber }).prefix(while: \.isNumber)) ?? 0
    poePorts = parts.dropFirst().lazy.compactMap(Self.ports).first ?? 0
  }

  /// A model whose name does not tell what it has.
  init(named description: String, channels: Int, bays: Int) {
    self.description = description
    self.channels = channels
    self.bays = bays
    poePorts = 0
  }

  /// The ports in an option such as `8P` or `16P(B)`.
  private static func ports(in option: Substring) -> Int? {
    let digits = option.prefix(while: \.isNumber)
    guard !digits.isEmpty, option.dropFirst(digits.count).hasPrefix("P") else { return nil }
    return Int(digits)
  }
}
