package import Diagnostics
package import YAML

/// A way down into a node tree.
package struct NodePath: Sendable, Hashable {
  /// One step down.
  package enum Step: Sendable, Hashable {
    case key(String)
    case item(Int)
  }

  package var steps: [Step]

  package init(_ steps: [Step]) { self.steps = steps }
}

extension Node {
  /// The way to the innermost value that a place in the text belongs to; nil where the place is outside.
  ///
  /// A key belongs to its value. A list without lists or mappings in it is one value.
  package func path(to range: SourceRange) -> NodePath? {
    guard let steps = steps(to: range.start), !steps.isEmpty else { return nil }
    return NodePath(steps)
  }

  private func steps(to position: SourcePosition) -> [NodePath.Step]? {
    switch content {
    case .scalar: return range.holds(position) ? [] : nil
    case .mapping(let entries):
      for entry in entries {
        if let rest = entry.value.steps(to: position) { return [.key(entry.name)] + rest }
        if entry.nameRange.holds(position) { return [.key(entry.name)] }
      }
      return range.holds(position) ? [] : nil
    case .sequence(let items):
      for (index, item) in items.enumerated() where item.entries != nil {
        if let rest = item.steps(to: position) { return [.item(index)] + rest }
      }
      return range.holds(position) ? [] : nil
    }
  }

  /// The tree without a value, and without the mappings and lists that hold nothing then.
  ///
  /// A value that identifies an item takes the item with it; `identities` gives the key for each list.
  package func removing(_ path: NodePath, identities: [String: String]) -> Node {
    removing(path.steps[...], identity: nil, identities) ?? .empty
  }

  private func removing(_ steps: ArraySlice<NodePath.Step>, identity: String?, _ identities: [String: String]) -> Node?
  {
    guard let step = steps.first else { return nil }
    switch (step, content) {
    case (.key(let name), .mapping(let entries)):
      if name == identity { return nil }
      let kept = entries.compactMap { entry -> Entry? in
        guard entry.name == name else { return entry }
        var entry = entry
        guard let value = entry.value.removing(steps.dropFirst(), identity: identities[name], identities) else {
          return nil
        }
        entry.value = value
        return entry
      }
      return kept.isEmpty ? nil : Node(.mapping(kept), range: range, isPoisoned: isPoisoned)
    case (.item(let index), .sequence(let items)):
      var kept = items
      kept.remove(at: index)
      if let item = items[index].removing(steps.dropFirst(), identity: identity, identities) {
        kept.insert(item, at: index)
      }
      return kept.isEmpty ? nil : Node(.sequence(kept), range: range, isPoisoned: isPoisoned)
    default: return self
    }
  }

  /// What a way down leads to in words of manifests: `cameras[].port`, and the item it is about.
  package func name(of path: NodePath, identities: [String: String]) -> (path: String, item: String?) {
    var node = self
    var name = ""
    var item: String?
    var list = ""
    for step in path.steps {
      switch step {
      case .key(let key):
        name += name.isEmpty ? key : ".\(key)"
        list = key
        node = node[key] ?? .empty
      case .item(let index):
        name += "[]"
        node = node.items?[index] ?? .empty
        item = identities[list].flatMap { node[$0]?.scalar?.text }
      }
    }
    return (name, item)
  }
}

extension SourceRange {
  fileprivate func holds(_ position: SourcePosition) -> Bool {
    (start <= position && position < end) || (start == end && position == start)
  }
}
