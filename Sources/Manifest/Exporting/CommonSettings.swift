import Settings
import YAML

/// What several recorders have in common, as one `spec` for a profile, and what is left of each.
struct CommonSettings {
  /// Only values that are equal on all of them; empty where there is none.
  let shared: Node
  /// The `spec` of each without those.
  let own: [Node]

  init(of specs: [Node]) {
    let shared = Self.shared(by: specs, at: "") ?? .empty
    self.shared = shared
    own = specs.map { Self.rest(of: $0, without: shared) ?? .empty }
  }

  /// Lists of items belong to a recorder, and so does its address.
  private static func shared(by nodes: [Node], at path: String) -> Node? {
    guard let first = nodes.first, path != "network.address" else { return nil }
    guard let entries = first.entries else {
      let isPlain = first.items?.allSatisfy { $0.scalar != nil } ?? true
      let text = CanonicalText.of(first)
      return isPlain && nodes.allSatisfy { CanonicalText.of($0) == text } ? first : nil
    }
    let kept = entries.compactMap { entry -> Node.Entry? in
      let values = nodes.compactMap { $0[entry.name] }
      guard values.count == nodes.count,
        let value = shared(by: values, at: path.isEmpty ? entry.name : "\(path).\(entry.name)")
      else { return nil }
      return Node.Entry(name: entry.name, value: value)
    }
    return kept.isEmpty ? nil : .mapping(kept)
  }

  private static func rest(of node: Node, without shared: Node) -> Node? {
    guard let entries = node.entries, shared.entries != nil else { return nil }
    let kept = entries.compactMap { entry -> Node.Entry? in
      guard let taken = shared[entry.name] else { return entry }
      return rest(of: entry.value, without: taken).map { Node.Entry(name: entry.name, value: $0) }
    }
    return kept.isEmpty ? nil : .mapping(kept)
  }
}
