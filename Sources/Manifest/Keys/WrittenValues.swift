import ISAPI
import Settings

/// A MAC address, kept in lower case with colons.
struct MACAddress: Sendable, Hashable, CustomStringConvertible {
  let description: String

  init?(_ text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
    guard parts.count == 6, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isHexDigit } })
    else { return nil }
    description = parts.joined(separator: ":").lowercased()
  }
}

/// A stretch of addresses that DHCP gives out.
struct AddressPool: Sendable, Hashable, CustomStringConvertible {
  let first: IPv4Address
  let last: IPv4Address

  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = IPv4Address(String(parts[0])), let last = IPv4Address(String(parts[1])),
      first <= last
    else { return nil }
    self.first = first
    self.last = last
  }

  var description: String { "\(first)-\(last)" }

  /// Whether DHCP may give out an address.
  func contains(_ address: IPv4Address) -> Bool { first <= address && address <= last }
}

/// A time of day on the 24-hour clock.
struct TimeOfDay: Sendable, Hashable, CustomStringConvertible {
  let description: String

  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
    else { return nil }
    description = text
  }
}

extension ValueType where Value == WrittenDuration {
  /// A stretch of time of some seconds, bounds included.
  static func duration(_ seconds: ClosedRange<Int>) -> Self {
    let bounds = seconds.lowerBound * 1_000...seconds.upperBound * 1_000
    let units = WrittenDuration.units.compactMap { name, milliseconds -> String? in
      let low = (bounds.lowerBound + milliseconds - 1) / milliseconds
      let high = min(bounds.upperBound / milliseconds, 999_999_999)
      return low <= high ? DecimalPattern.matching(low...high) + name : nil
    }
    return .written(
      { text in WrittenDuration(text).flatMap { bounds.contains($0.milliseconds) ? $0 : nil } },
      as: "a time of \(words(seconds.lowerBound)) to \(words(seconds.upperBound)) with its unit, such as 180s or 10m",
      pattern: "^(" + units.joined(separator: "|") + ")$")
  }

  private static func words(_ seconds: Int) -> String {
    if seconds >= 86_400, seconds % 86_400 == 0 { return "\(seconds / 86_400)d" }
    return seconds >= 3_600 && seconds % 3_600 == 0 ? "\(seconds / 3_600)h" : "\(seconds)s"
  }
}

extension ValueType where Value == AddressPool {
  /// Two addresses with a hyphen between.
  static let addressPool = written(
    AddressPool.init, as: "a stretch of addresses such as 10.20.30.100-10.20.30.199",
    pattern: "^\(octet)(\\.\(octet)){3}-\(octet)(\\.\(octet)){3}$")

  private static let octet = DecimalPattern.matching(0...255)
}

extension ValueType where Value == TimeOfDay {
  /// Hours and minutes.
  static let timeOfDay = written(
    TimeOfDay.init, as: "a time of day such as \"02:00\"", pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$")
}

extension ValueType where Value == DeviceAddress {
  /// Where a recorder answers.
  static let deviceAddress = written(
    { DeviceAddress($0) }, as: "an address such as 10.20.30.10, host:8443 or http://10.20.30.10:80",
    pattern: "^([Hh][Tt][Tt][Pp][Ss]?://)?[A-Za-z0-9._-]{1,253}(:0*\(DecimalPattern.matching(1...65_535)))?/?$")
}

extension ValueType where Value == String {
  /// A lower-case DNS label, as names of manifests are (RFC 1123, 2.1).
  static let label = text(
    maxBytes: 63, pattern: DNSLabel.pattern,
    orElse: "a name of lower-case letters, digits and hyphens, at most 63 long", accepts: DNSLabel.isLabel)
}

/// The form of names.
enum DNSLabel {
  static let pattern = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"

  static func isLabel(_ text: String) -> Bool {
    guard (1...63).contains(text.utf8.count), text.first != "-", text.last != "-" else { return false }
    return text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
  }
}
