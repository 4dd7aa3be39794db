import Diagnostics
import YAML

/// An IANA time zone that a recorder can be set to.
package struct ZoneName: Sendable, Hashable, CustomStringConvertible {
  package let description: String
  let rule: ZoneRule

  /// A zone by name; nil where there is none, or where a recorder cannot be told its rule.
  package init?(_ name: String) {
    guard case .rule(let rule) = Zones.all[name] else { return nil }
    description = name
    self.rule = rule
  }

  /// The zone as recorders write it (isapi.md 5.2).
  package var deviceText: String { rule.deviceText }
}

extension ValueType where Value == ZoneName {
  /// The name of a zone.
  package static let zone = ValueType(
    .choice(Zones.usable),
    decode: { node, bag in
      guard let name = node.scalar?.text else {
        bag.report(.wrongType("a time zone such as Europe/Oslo", at: node.range))
        return nil
      }
      switch Zones.all[name] {
      case .rule: return ZoneName(name)
      case .inexpressible(let reason): bag.report(.inexpressibleZone(name, reason, at: node.range))
      case nil: bag.report(.unknownZone(name, at: node.range))
      }
      return nil
    },
    text: { $0.description },
    value: { ZoneName($0) })
}

/// The zone table, read once.
enum Zones {
  enum Entry: Sendable {
    case rule(ZoneRule)
    case inexpressible(reason: String)
  }

  static let all: [String: Entry] = Dictionary(
    ZoneTable.text.split(separator: "\n").compactMap { line in
      line.firstIndex(of: " ").map { (String(line[..<$0]), entry(String(line[line.index(after: $0)...]))) }
    }
  ) { first, _ in first }

  static let usable: [String] = all.keys.filter { if case .rule = all[$0] { true } else { false } }.sorted()

  private static func entry(_ posix: String) -> Entry {
    if posix == ZoneTable.irregular {
      return .inexpressible(reason: "its clocks change on days that follow no yearly rule, as those of Ramadan")
    }
    guard let rule = ZoneRule(posix: posix) else {
      return .inexpressible(reason: "its clocks change on days of the year that recorders cannot be told")
    }
    return rule.obstacle.map { .inexpressible(reason: $0) } ?? .rule(rule)
  }
}

extension Diagnostic {
  fileprivate static func unknownZone(_ name: String, at range: SourceRange) -> Self {
    .error(
      "NVR0131", "\"\(name)\" is not a time zone", at: range,
      label: Suggestion.label(for: name, among: Zones.usable),
      help: ["zones are written as in the IANA database, such as Europe/Oslo or Etc/UTC"])
  }

  fileprivate static func inexpressibleZone(_ name: String, _ reason: String, at range: SourceRange) -> Self {
    .error(
      "NVR0132", "a recorder cannot keep the time of \(name)", at: range,
      help: [reason, "a fixed distance from UTC can be kept, such as Etc/GMT-1 for one hour ahead of it"])
  }
}
