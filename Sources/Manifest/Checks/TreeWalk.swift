import Diagnostics
import ISAPI
import Settings
import YAML

/// Walks a `spec` along the known keys, reports what does not fit and gives back what does.
///
/// What comes out holds no unknown key, no null, no wrong container and nothing poisoned, so that whatever reads
/// it later has nothing to say about those.
struct TreeWalk {
  private let kind: ManifestKind
  /// The name of the manifest, for advice.
  private let name: String
  /// All keys of the kind, for telling where a misplaced key belongs.
  private let all: KeyTree
  /// The whole `spec` as written.
  private let root: Node
  private var bag: DiagnosticBag

  static func prune(
    _ node: Node, by keys: KeyTree, in kind: ManifestKind, named name: String, into bag: inout DiagnosticBag
  ) -> Node? {
    var walk = TreeWalk(kind: kind, name: name, all: keys, root: node, bag: bag)
    let pruned = walk.prune(node, by: keys, key: "spec")
    bag = walk.bag
    return pruned
  }

  private mutating func prune(_ node: Node, by keys: KeyTree, key: String) -> Node? {
    switch keys.content {
    case .mapping(let children): return pruneMapping(node, by: children, key: key)
    case .items(let item, let identity): return pruneItems(node, by: item, identity: identity, key: key)
    case .value(let field): return pruneValue(node, of: field)
    case .misplaced: return nil
    }
  }

  private mutating func pruneMapping(_ node: Node, by children: [String: KeyTree], key: String) -> Node? {
    guard let entries = node.entries else {
      reportNotMapping(node, key: key, hasSwitch: children["enabled"] != nil)
      return nil
    }
    var kept: [Node.Entry] = []
    var isPoisoned = node.isPoisoned
    for var entry in entries {
      guard let keys = children[entry.name] else {
        reportUnknown(entry, among: children)
        isPoisoned = true
        continue
      }
      if case .misplaced(let reason) = keys.content {
        bag.report(.misplaced(entry, in: kind, reason: reason))
        continue
      }
      guard let value = prune(entry.value, by: keys, key: entry.name) else {
        isPoisoned = true
        continue
      }
      entry.value = value
      kept.append(entry)
    }
    return Node(.mapping(kept), range: node.range, isPoisoned: isPoisoned)
  }

  private mutating func pruneItems(_ node: Node, by item: KeyTree, identity: String, key: String) -> Node? {
    guard let items = node.items else {
      if !isRefused(node) { bag.report(.notAList(key, node)) }
      return nil
    }
    var names = IdentityNames(key: identity)
    let kept = items.compactMap { node -> Node? in
      guard let pruned = prune(node, by: item, key: "an item of \(key)") else { return nil }
      guard let name = pruned[identity] else {
        // Whoever reads the list says that the identity is missing, unless it was refused here.
        return pruned.isPoisoned ? nil : pruned
      }
      if var problem = names.add(name, of: pruned) {
        problem.help += [identity == "channel" ? freeChannels(in: items) : nil].compactMap(\.self)
        bag.report(problem)
        return nil
      }
      return pruned
    }
    return Node(.sequence(kept), range: node.range, isPoisoned: node.isPoisoned || kept.count < items.count)
  }

  private func freeChannels(in cameras: [Node]) -> String? {
    guard let model = root["identity"]?["model"]?.text else { return nil }
    return ModelName(model).freeChannels(besides: Set(cameras.compactMap { $0["channel"]?.integer }))
  }

  private mutating func pruneValue(_ node: Node, of field: FieldDescription) -> Node? {
    if field.isSecret, node.scalar != nil, !isRefused(node) {
      bag.report(.literalSecret(SecretWords(field, in: name), at: node.range))
      return nil
    }
    return isRefused(node) || hasRefusedPart(node) ? nil : node
  }

  /// Whether a node says nothing: poisoned earlier, or a null, which is reported.
  private mutating func isRefused(_ node: Node) -> Bool {
    if node.isPoisoned, node.scalar != nil { return true }
    guard node.isNull else { return false }
    bag.report(.null(at: node.range))
    return true
  }

  private mutating func hasRefusedPart(_ node: Node) -> Bool {
    var parts = node.items ?? []
    for entry in node.entries ?? [] { parts.append(entry.value) }
    var isRefused = node.isPoisoned
    for part in parts where self.isRefused(part) || hasRefusedPart(part) { isRefused = true }
    return isRefused
  }

  private mutating func reportNotMapping(_ node: Node, key: String, hasSwitch: Bool) {
    guard !isRefused(node) else { return }
    let wanted = hasSwitch ? node.scalar?.intendedBoolean : nil
    bag.report(.notAMapping(key, at: node.range, help: wanted.map { ["write:  \(key): {enabled: \($0)}"] } ?? []))
  }

  private mutating func reportUnknown(_ entry: Node.Entry, among children: [String: KeyTree]) {
    guard !bag.isFull else { return bag.report(.unknownKey(entry, allowed: [])) }
    let allowed = children.filter { if case .misplaced = $0.value.content { false } else { true } }.keys.sorted()
    let elsewhere = all.paths(to: entry.name)
    bag.report(.unknownKey(entry, allowed: allowed, elsewhere: elsewhere.count == 1 ? elsewhere.first : nil))
  }
}
