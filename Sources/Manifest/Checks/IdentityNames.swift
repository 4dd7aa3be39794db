import Diagnostics
import YAML

/// The identities seen in one list, each of which may be there once.
struct IdentityNames {
  private let key: String
  private var seen: [String: Node] = [:]

  init(key: String) { self.key = key }

  /// Adds an item; gives what is wrong when its identity is taken.
  mutating func add(_ identity: Node, of item: Node) -> Diagnostic? {
    guard let text = identity.scalar?.text else { return nil }
    guard let first = seen[text] else {
      seen[text] = item
      return nil
    }
    return .declaredTwice(key, text, again: item, first: first)
  }
}

extension Diagnostic {
  fileprivate static func declaredTwice(_ key: String, _ name: String, again: Node, first: Node) -> Self {
    .error(
      "NVR0412", "\(key) \(name) is declared twice", at: again[key]?.range ?? again.range,
      label: "again here" + called(again, besides: key),
      related: [Related(first[key]?.range ?? first.range, "first here" + called(first, besides: key))])
  }

  private static func called(_ item: Node, besides key: String) -> String {
    guard key != "name", let name = item["name"]?.text else { return "" }
    return " (\"\(name)\")"
  }
}
