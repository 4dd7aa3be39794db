import YAML

/// Merges one layer over another: mappings deep, lists of items by identity, all else replaced (product.md D2.3).
enum LayerMerge {
  /// What `over` and `base` say together; where both speak, `over` wins.
  static func merge(_ base: Node?, with over: Node?, by keys: KeyTree) -> Node? {
    guard let base else { return over }
    guard let over else { return base }
    switch keys.content {
    case .mapping(let children): return mergeMappings(base, over, by: children)
    case .items(let item, let identity): return mergeItems(base, over, by: item, identity: identity)
    case .value, .misplaced: return over
    }
  }

  private static func mergeMappings(_ base: Node, _ over: Node, by children: [String: KeyTree]) -> Node {
    guard var entries = base.entries, let winning = over.entries else { return over }
    for entry in winning {
      guard let index = entries.firstIndex(where: { $0.name == entry.name }) else {
        entries.append(entry)
        continue
      }
      let keys = children[entry.name] ?? .empty
      let value = merge(entries[index].value, with: entry.value, by: keys) ?? entry.value
      entries[index] = Node.Entry(name: entry.name, nameRange: entry.nameRange, value: value)
    }
    return Node(.mapping(entries), range: over.range, isPoisoned: base.isPoisoned || over.isPoisoned)
  }

  private static func mergeItems(_ base: Node, _ over: Node, by item: KeyTree, identity: String) -> Node {
    guard var items = base.items, let winning = over.items, !winning.isEmpty else { return over }
    for node in winning {
      let name = node[identity]?.scalar?.text
      if let name, let index = items.firstIndex(where: { $0[identity]?.scalar?.text == name }) {
        items[index] = merge(items[index], with: node, by: item) ?? node
      } else {
        items.append(node)
      }
    }
    return Node(.sequence(items), range: over.range, isPoisoned: base.isPoisoned || over.isPoisoned)
  }
}
