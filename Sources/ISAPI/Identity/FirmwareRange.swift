/// Which firmware versions a manifest accepts, such as `>=4.30.085 <5`: every condition must hold.
package struct FirmwareRange: Sendable, Hashable {
  private var conditions: [Condition] = []

  private struct Condition: Sendable, Hashable {
    var relation: Relation
    var version: [Int]

    func holds(for other: [Int]) -> Bool {
      let width = max(version.count, other.count)
      let wanted = version + [Int](repeating: 0, count: width - version.count)
      let found = other + [Int](repeating: 0, count: width - other.count)
      switch relation {
      case .atLeast: return !found.lexicographicallyPrecedes(wanted)
      case .atMost: return !wanted.lexicographicallyPrecedes(found)
      case .above: return wanted.lexicographicallyPrecedes(found)
      case .below: return found.lexicographicallyPrecedes(wanted)
      case .equal: return found == wanted
      }
    }
  }

  private enum Relation: String, CaseIterable {
    // The longer ones first, since the shorter ones are their prefixes.
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "="
  }

  /// Reads conditions separated by blanks; a bare version means exactly that one.
  package init?(_ text: String) {
    for part in text.split(separator: " ") {
      let relation = Relation.allCases.first { part.hasPrefix($0.rawValue) }
      guard let version = Self.numbers(part.dropFirst(relation?.rawValue.count ?? 0)) else { return nil }
      conditions.append(Condition(relation: relation ?? .equal, version: version))
    }
    if conditions.isEmpty { return nil }
  }

  /// Whether a version as devices write it, such as `V4.30.085`, is accepted; false for one that cannot be read.
  package func contains(_ firmware: String) -> Bool {
    guard let version = Self.numbers(firmware.split(separator: " ").first ?? "") else { return false }
    return conditions.allSatisfy { $0.holds(for: version) }
  }

  private static func numbers(_ text: Substring) -> [Int]? {
    let digits = text.first == "V" || text.first == "v" ? text.dropFirst() : text
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil }
    return numbers.count == parts.count ? numbers : nil
  }
}
