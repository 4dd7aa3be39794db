/// What a model string tells about a recorder (domain.md 6.2).
package struct RecorderModel: Sendable, Hashable, CustomStringConvertible {
  /// The string as printed on the label.
  package let description: String
  /// How many cameras the recorder takes over the network.
  package let channels: Int
  /// Sockets for cameras without a network, whose channels come first (isapi.md 7.1).
  package let analogInputs: Int
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
    guard digits.count >= 4, line.hasSuffix("I") || line.hasSuffix("N"), let count = Int(digits.dropFirst(2)),
      count > 0
    else { return nil }
    description = text
    // The lines of digital video recorders, which take half as many cameras over the network as by wire.
    let isHybrid = line.hasPrefix("H")
    channels = isHybrid ? max(1, count / 2) : count
    analogInputs = isHybrid ? count : 0
    bays = Int(stem[2].drop(while: { !$0.isNumber }).prefix(while: \.isNumber)) ?? 0
    poePorts = parts.dropFirst().lazy.compactMap(Self.ports).first ?? 0
  }

  /// A model whose name does not tell what it has.
  init(named description: String, channels: Int, analogInputs: Int = 0, bays: Int) {
    self.description = description
    self.channels = channels
    self.analogInputs = analogInputs
    self.bays = bays
    poePorts = 0
  }

  /// The numbers of the channels for cameras on the network.
  var cameraChannels: ClosedRange<Int> { analogInputs + 1...analogInputs + channels }

  /// The ports in an option such as `8P` or `16P(B)`.
  private static func ports(in option: Substring) -> Int? {
    let digits = option.prefix(while: \.isNumber)
    guard !digits.isEmpty, option.dropFirst(digits.count).hasPrefix("P") else { return nil }
    return Int(digits)
  }
}
