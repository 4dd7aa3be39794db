/// Firmware versions a manifest accepts, such as `>=4.30.085 <5`: every comparison must hold.
package struct FirmwareRange: Sendable, Hashable, CustomStringConvertible {
  /// One comparison with a version.
  private struct Bound: Sendable, Hashable {
    var comparison: Comparison
    var parts: [Int]
  }

  private enum Comparison: String, CaseIterable, Sendable {
    // The longer signs first, since the shorter ones begin them.
    case notBefore = ">="
    case notAfter = "<="
    case after = ">"
    case before = "<"
    case exactly = "="
  }

  private let bounds: [Bound]
  /// The range as written.
  package let description: String

  /// Reads comparisons separated by spaces; a version without a sign must be met exactly.
  package init?(_ text: String) {
    let words = text.split(separator: " ")
    let bounds = words.compactMap { word -> Bound? in
      let comparison = Comparison.allCases.first { word.hasPrefix($0.rawValue) }
      let version = word.dropFirst(comparison?.rawValue.count ?? 0)
      return Self.parts(of: version).map { Bound(comparison: comparison ?? .exactly, parts: $0) }
    }
    guard !bounds.isEmpty, bounds.count == words.count else { return nil }
    self.bounds = bounds
    description = text
  }

  /// Whether a version as the device writes it, such as `V4.30.085`, is in the range; false where it is no version.
  package func contains(_ firmware: String) -> Bool {
    let version = firmware.prefix { $0 != " " }
    guard let found = Self.parts(of: version) else { return false }
    return bounds.allSatisfy { bound in
      let order = Self.order(found, bound.parts)
      return switch bound.comparison {
      case .notBefore: order >= 0
      case .notAfter: order <= 0
      case .after: order > 0
      case .before: order < 0
      case .exactly: order == 0
      }
    }
  }

  private static func parts(of version: Substring) -> [Int]? {
    let digits = version.first.map { $0 == "V" || $0 == "v" } == true ? version.dropFirst() : version
    let texts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let parts = texts.compactMap { $0.allSatisfy { $0.isASCII && $0.isNumber } ? Int($0) : nil }
    return parts.isEmpty || parts.count != texts.count ? nil : parts
  }

  /// Below, at or above zero as the first version is before, at or behind the second; missing parts are zero.
  private static func order(_ left: [Int], _ right: [Int]) -> Int {
    for index in 0..<max(left.count, right.count) {
      let first = index < left.count ? left[index] : 0
      let second = index < right.count ? right[index] : 0
      if first != second { return first < second ? -1 : 1 }
    }
    return 0
  }
}
