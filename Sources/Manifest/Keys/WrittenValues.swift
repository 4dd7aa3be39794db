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

/// A stretch of time with its unit, such as `10m`.
struct WrittenDuration: Sendable, Hashable, CustomStringConvertible {
  let description: String
  /// The length in seconds.
  let seconds: Double

  init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Double(digits), digits.count <= 9, let factor = Self.units[String(text.dropFirst(digits.count))]
    else { return nil }
    description = text
    seconds = number * factor
  }

  private static let units = ["ms": 0.001, "s": 1, "m": 60, "h": 3_600, "d": 86_400]
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
  static func duration(_ bounds: ClosedRange<Double>) -> Self {
    .written(
      { text in WrittenDuration(text).flatMap { bounds.contains($0.seconds) ? $0 : nil } },
      as: "a time of \(WrittenDuration.words(bounds.lowerBound)) to \(WrittenDuration.words(bounds.upperBound))"
        + " with its unit, such as 180s or 10m",
      pattern: "^[0-9]{1,9}(ms|s|m|h|d)$")
  }
}

extension WrittenDuration {
  fileprivate static func words(_ seconds: Double) -> String {
    let whole = Int(seconds)
    if whole >= 86_400, whole % 86_400 == 0 { return "\(whole / 86_400)d" }
    if whole >= 3_600, whole % 3_600 == 0 { return "\(whole / 3_600)h" }
    return "\(whole)s"
  }
}

extension ValueType where Value == AddressPool {
  /// Two addresses with a hyphen between.
  static let addressPool = written(
    AddressPool.init, as: "a stretch of addresses such as 10.20.30.100-10.20.30.199",
    pattern: "^[0-9]{1,3}(\\.[0-9]{1,3}){3}-[0-9]{1,3}(\\.[0-9]{1,3}){3}$")
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
    pattern: "^([Hh][Tt][Tt][Pp][Ss]?://)?[A-Za-z0-9._-]{1,253}(:[0-9]{1,5})?/?$")
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
