import Settings
import YAML

/// What several cameras of a recorder have in common, as `cameraDefaults`, and what is left of each.
enum SharedCameraSettings {
  /// What tells cameras apart, and is never a default.
  private static let own: Set<String> = ["channel", "name", "address", "serial"]

  /// The `spec` with a value that at least two cameras share, and that every camera has in its own way, said once.
  static func factored(_ spec: Node) -> Node {
    guard let cameras = spec["cameras"]?.items, cameras.count > 1, var entries = spec.entries,
      let place = entries.firstIndex(where: { $0.name == "cameras" })
    else { return spec }
    var defaults = Node.empty
    var rest = cameras
    for path in leaves(of: cameras[0]) {
      let values = cameras.compactMap { $0.node(at: path.joined(separator: ".")) }
      // A camera that is silent would take a default for its own.
      guard values.count == cameras.count, let common = mostCommon(of: values) else { continue }
      defaults.put(common, at: path[...])
      let text = CanonicalText.of(common)
      for (index, value) in values.enumerated() where CanonicalText.of(value) == text {
        rest[index] = rest[index].removing(NodePath(path.map { .key($0) }), identities: [:])
      }
    }
    if defaults == .empty { return spec }
    entries[place].value = .sequence(rest)
    entries.insert(Node.Entry(name: "cameraDefaults", value: defaults), at: place)
    return .mapping(entries)
  }

  /// The ways to every value of a camera; a reference to a secret is one value.
  private static func leaves(of node: Node, below path: [String] = []) -> [[String]] {
    let isSecret = path.last == "password"
    guard let entries = node.entries, !isSecret else { return [path] }
    return entries.filter { !path.isEmpty || !own.contains($0.name) }
      .flatMap { leaves(of: $0.value, below: path + [$0.name]) }
  }

  /// The value that most have, the first of several; nil where no two have the same.
  private static func mostCommon(of values: [Node]) -> Node? {
    var counts: [String: Int] = [:]
    for value in values { counts[CanonicalText.of(value), default: 0] += 1 }
    guard let most = counts.values.max(), most > 1 else { return nil }
    return values.first { counts[CanonicalText.of($0)] == most }
  }
}
