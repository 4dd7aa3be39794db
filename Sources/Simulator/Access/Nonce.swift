import FoundationEssentials
import Host

/// A nonce the recorder gave out.
struct Nonce: Hashable {
  /// Lower-case hex of the base64 text of two groups of eight hex digits (isapi.md 1.2).
  var value: String
  var issuedAt: Date
  /// Whether it was given out only because the one before was too old.
  var isRenewal: Bool
  /// Whether somebody logged in with it.
  var isUsed = false

  init(issuedAt: Date, isRenewal: Bool) {
    let halves = (0..<2).map { _ in Self.hex(UInt32.random(in: 0...UInt32.max)) }
    let text = Data(halves.joined(separator: ":").utf8).base64EncodedString()
    value = HexDigits.text(of: text.utf8)
    self.issuedAt = issuedAt
    self.isRenewal = isRenewal
  }

  private static func hex(_ number: UInt32) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
