/// An IPv4 address.
package struct IPv4Address: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The address as a number, most significant part first.
  package let bits: UInt32

  package init(bits: UInt32) { self.bits = bits }

  /// Reads four decimal parts; leading zeros are refused, since some readers take them for octal.
  package init?(_ text: String) {
    var bits: UInt32 = 0
    var part: UInt32?
    var count = 0
    for byte in text.utf8 {
      switch (byte, part) {
      case (UInt8(ascii: "."), let finished?):
        bits = bits << 8 | finished
        part = nil
        count += 1
      case (UInt8(ascii: "0")...UInt8(ascii: "9"), let digits):
        let digit = UInt32(byte - UInt8(ascii: "0"))
        guard digits != 0, (digits ?? 0) * 10 + digit <= 255 else { return nil }
        part = (digits ?? 0) * 10 + digit
      default: return nil
      }
    }
    guard let last = part, count == 3 else { return nil }
    bits = bits << 8 | last
    self.bits = bits
  }

  package var description: String {
    [24, 16, 8, 0].map { String(bits >> UInt32($0) & 0xFF) }.joined(separator: ".")
  }

  package static func < (left: Self, right: Self) -> Bool { left.bits < right.bits }
}

/// An IPv4 address with the length of its network prefix.
package struct IPv4Interface: Sendable, Hashable, CustomStringConvertible {
  package let address: IPv4Address
  /// 1 to 30: a recorder needs a network with room for somebody else.
  package let prefix: Int

  package init(address: IPv4Address, prefix: Int) {
    self.address = address
    self.prefix = prefix
  }

  /// Reads `10.20.30.10/24`.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPv4Address(String(parts[0])), let prefix = Int(parts[1]),
      (1...30).contains(prefix), String(prefix) == parts[1]
    else { return nil }
    self.init(address: address, prefix: prefix)
  }

  /// The mask as recorders write it.
  package var mask: IPv4Address { IPv4Address(bits: ~UInt32(0) << UInt32(32 - prefix)) }

  /// The first address of the network, which no device may have.
  package var network: IPv4Address { IPv4Address(bits: address.bits & mask.bits) }

  /// The last address of the network, which no device may have.
  package var broadcast: IPv4Address { IPv4Address(bits: address.bits | ~mask.bits) }

  /// Reads an address and a mask as recorders write them; nil where the mask is none.
  package init?(_ address: String, mask: String) {
    guard let address = IPv4Address(address), let mask = IPv4Address(mask) else { return nil }
    let prefix = mask.bits.nonzeroBitCount
    guard (1...30).contains(prefix), mask.bits == ~UInt32(0) << UInt32(32 - prefix) else { return nil }
    self.init(address: address, prefix: prefix)
  }

  /// Whether a device may have the address: the first and the last of a network belong to all of it.
  package var isHost: Bool { address != network && address != broadcast }

  /// Whether another address is reached without a gateway.
  package func contains(_ other: IPv4Address) -> Bool { other.bits & mask.bits == network.bits }

  package var description: String { "\(address)/\(prefix)" }
}
