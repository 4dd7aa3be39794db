import YAML

/// One text for one meaning: keys sorted, no spaces, no places; its digest binds a plan to the manifests.
enum CanonicalText {
  /// The text of a node.
  static func of(_ node: Node) -> String {
    var text = ""
    write(node, into: &text)
    return text
  }

  private static func write(_ node: Node, into text: inout String) {
    switch node.content {
    case .scalar(let scalar): write(scalar, into: &text)
    case .sequence(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        write(item, into: &text)
      }
      text += "]"
    case .mapping(let entries):
      text += "{"
      for (index, position) in entries.indices.sorted(by: { entries[$0].name < entries[$1].name }).enumerated() {
        if index > 0 { text += "," }
        text += JSONValue.quoted(entries[position].name)
        text += ":"
        write(entries[position].value, into: &text)
      }
      text += "}"
    }
  }

  private static func write(_ scalar: Node.Scalar, into text: inout String) {
    switch scalar.meaning {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .text(let value): text += JSONValue.quoted(value)
    }
  }
}
