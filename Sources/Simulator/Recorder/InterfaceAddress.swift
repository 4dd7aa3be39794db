/// A static address of the recorder's network interface.
package struct InterfaceAddress: Sendable, Hashable {
  package var address: String
  package var prefix: Int
  package var gateway: String

  package init(_ address: String, prefix: Int = 24, gateway: String) {
    self.address = address
    self.prefix = prefix
    self.gateway = gateway
  }

  /// The prefix as a mask.
  var mask: String { IPv4(bits: prefix == 0 ? 0 : ~UInt32(0) << UInt32(32 - prefix)).description }
}

/// An IPv4 address as the recorder checks it.
struct IPv4: Hashable, CustomStringConvertible {
  var bits: UInt32

  init(bits: UInt32) { self.bits = bits }

  /// Four decimal numbers without leading zeros.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    bits = 0
    for part in parts {
      guard part.allSatisfy({ $0.isASCII && $0.isNumber }), let octet = UInt8(part), String(octet) == part
      else { return nil }
      bits = bits << 8 | UInt32(octet)
    }
  }

  /// Whether the bits are ones followed by zeros.
  var isMask: Bool { bits != 0 && ~bits & (~bits &+ 1) == 0 }

  /// Whether two addresses are in one subnet.
  func isNeighbour(of other: IPv4, mask: IPv4) -> Bool { bits & mask.bits == other.bits & mask.bits }

  var description: String { "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)" }
}
