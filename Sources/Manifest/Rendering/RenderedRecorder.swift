import Diagnostics
import Settings
import YAML

/// A merged recorder as a manifest of its own: no profiles, no defaults, every value in its place.
package struct RenderedRecorder: Sendable {
  /// How much is shown.
  package enum Detail: Sendable, Hashable {
    case plain
    /// Each value with the layer that won and its place, built-in values included.
    case explained
  }

  private let merged: MergedRecorder
  private let detail: Detail

  package init(_ merged: MergedRecorder, detail: Detail) {
    self.merged = merged
    self.detail = detail
  }

  /// The manifest as YAML.
  package var text: String {
    var spec = Self.withoutLayering(merged.spec)
    if detail == .explained {
      for (path, text) in BuiltIn.values { spec.put(text, at: path.split(separator: ".").map(String.init)[...]) }
    }
    let envelope = "apiVersion: \(EnvelopeReader.apiVersion)\nkind: Recorder\nmetadata:\n  name: \(merged.name)\n"
    let site = merged.site.map { "  site: \($0)\n" } ?? ""
    let body = BlockText(remark: remark).text(of: Node(.mapping([spec.entry(named: "spec")]), range: spec.range))
    return envelope + site + body
  }

  private var remark: BlockText.Remark {
    let layers = merged.layers
    let detail = detail
    return { _, node in
      guard detail == .explained else { return nil }
      let range = node.range
      if range.file.isEmpty { return "built-in" }
      return "\(layers.layer(of: range))  \(InertText.of(range.file)):\(range.start.line):\(range.start.column)"
    }
  }

  /// The `spec` without the keys that only say where values come from, and with nothing in place of a secret.
  private static func withoutLayering(_ spec: Node) -> Node {
    var spec = spec
    let entries = (spec.entries ?? []).filter { !["extends", "policy", "cameraDefaults"].contains($0.name) }
    spec.content = .mapping(entries)
    return hidingLiterals(in: spec, keys: SpecKeys.recorder)
  }

  /// A password written as text is an error, and not shown even so.
  private static func hidingLiterals(in node: Node, keys: KeyTree) -> Node {
    var node = node
    switch (keys.content, node.content) {
    case (.value(let field), .scalar) where field.isSecret:
      node.content = .scalar(Node.Scalar("********", style: .doubleQuoted))
    case (.mapping(let children), .mapping(var entries)):
      for index in entries.indices {
        guard let keys = children[entries[index].name] else { continue }
        entries[index].value = hidingLiterals(in: entries[index].value, keys: keys)
      }
      node.content = .mapping(entries)
    case (.items(let item, _), .sequence(let items)):
      node.content = .sequence(items.map { hidingLiterals(in: $0, keys: item) })
    default: break
    }
    return node
  }
}

extension Node {
  fileprivate func entry(named name: String) -> Entry { Entry(name: name, nameRange: range, value: self) }

  /// Adds a value without a place at a path, unless something stands there.
  fileprivate mutating func put(_ text: String, at path: ArraySlice<String>) {
    guard let key = path.first, var entries else { return }
    let nowhere = SourcePosition(line: 1, column: 1)
    let range = SourceRange(file: "", start: nowhere, end: nowhere)
    let index =
      entries.firstIndex { $0.name == key }
      ?? {
        let isLast = path.count == 1
        let value = Node(isLast ? .scalar(Node.Scalar(text)) : .mapping([]), range: range)
        entries.append(Entry(name: key, nameRange: range, value: value))
        return entries.count - 1
      }()
    if path.count > 1 { entries[index].value.put(text, at: path.dropFirst()) }
    content = .mapping(entries)
  }
}
