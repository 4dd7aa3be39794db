package import Diagnostics
package import Host
package import YAML

/// Puts what a device has into the form of a `spec`.
struct ExportedSpec {
  private let schemas: [String: ValueSchema]
  /// The key that tells the items of the list apart, and how it is written; nil for a setting that is one document.
  private let list: (key: String, identity: ItemIdentity)?

  init(_ setting: any Setting.Type) {
    schemas = Dictionary(setting.fieldDescriptions.map { ($0.path, $0.schema) }) { first, _ in first }
    list = (setting as? any CollectionSetting.Type).map { ($0.collection, $0.identity) }
  }

  /// The `spec` that declares the items.
  func node(of items: [DesiredItem]) -> Node {
    guard let list else {
      return mapping(items.flatMap(\.fields), prefix: "")
    }
    let nodes = items.compactMap { item -> Node? in
      guard let name = item.item else { return nil }
      var node = Node.empty
      node.put(list.identity.field.schema.node(of: name), at: [list.identity.key])
      let rest = mapping(item.fields, prefix: "\(list.key)[].")
      return .mapping((node.entries ?? []) + (rest.entries ?? []))
    }
    return nodes.isEmpty ? .empty : .mapping([Node.Entry(name: list.key, value: .sequence(nodes))])
  }

  private func mapping(_ fields: [DesiredField], prefix: String) -> Node {
    var node = Node.empty
    for field in fields {
      guard let schema = schemas[field.path] else { continue }
      let value =
        switch field.value {
        case .text(let text): schema.node(of: text)
        case .secret(let reference): reference.node
        }
      node.put(value, at: field.path.dropFirst(prefix.count).split(separator: ".").map(String.init)[...])
    }
    return node
  }
}

extension ValueSchema {
  /// The node behind canonical text.
  package func node(of text: String) -> Node {
    switch self {
    case .boolean, .integer: .scalar(Node.Scalar(text))
    case .text, .choice, .secret: .text(text)
    case .list(let item, _):
      .sequence(text.split(separator: ",").map { item.node(of: String($0.drop { $0 == " " })) })
    }
  }
}

extension SecretReference {
  /// The reference as manifests write it.
  package var node: Node {
    switch self {
    case .environment(let name): .mapping([Node.Entry(name: "env", value: .text(name))])
    case .file(let path): .mapping([Node.Entry(name: "file", value: .text(path))])
    case .command(let arguments):
      .mapping([Node.Entry(name: "exec", value: .sequence(arguments.map { .text($0) }))])
    }
  }
}

extension SourceRange {
  /// The place of what stands in no file.
  package static let nowhere = SourceRange(
    file: "", start: SourcePosition(line: 1, column: 1), end: SourcePosition(line: 1, column: 1))
}

extension Node {
  /// A mapping without entries that stands in no file.
  package static var empty: Node { mapping([]) }

  /// A mapping that stands in no file.
  package static func mapping(_ entries: [Entry]) -> Node { Node(.mapping(entries), range: .nowhere) }

  /// A list that stands in no file.
  package static func sequence(_ items: [Node]) -> Node { Node(.sequence(items), range: .nowhere) }

  /// A scalar that stands in no file.
  package static func scalar(_ scalar: Scalar) -> Node { Node(.scalar(scalar), range: .nowhere) }

  /// A text that stands in no file, to be written in quotes where it needs them.
  package static func text(_ text: String) -> Node { scalar(Scalar(text, style: .doubleQuoted)) }

  /// Puts a value behind a path of keys, making the mappings on the way.
  package mutating func put(_ value: Node, at path: ArraySlice<String>) {
    guard let key = path.first else {
      self = value
      return
    }
    var entries = entries ?? []
    let index = entries.firstIndex { $0.name == key } ?? entries.endIndex
    if index == entries.endIndex { entries.append(Entry(name: key, value: .empty)) }
    entries[index].value.put(value, at: path.dropFirst())
    content = .mapping(entries)
  }
}

extension Node.Entry {
  /// An entry that stands in no file.
  package init(name: String, value: Node) { self.init(name: name, nameRange: .nowhere, value: value) }
}
