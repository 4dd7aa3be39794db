package import YAML

extension JSONTree {
  /// A YAML node as editors hand it to a JSON Schema: by the rules of YAML 1.2 core.
  package init(_ node: Node) {
    switch node.content {
    case .sequence(let items): self = .list(items.map(Self.init))
    case .mapping(let entries):
      self = .object(Dictionary(entries.map { ($0.name, Self($0.value)) }) { first, _ in first })
    case .scalar(let scalar):
      switch scalar.meaning {
      case .null: self = .null
      case .boolean(let value): self = .boolean(value)
      case .integer(let value): self = .number(Double(value))
      case .text(let text):
        if scalar.style == .plain, ["True", "TRUE", "False", "FALSE"].contains(text) {
          self = .boolean(text.lowercased() == "true")
        } else if scalar.looksLikeNumber, let value = Double(text) {
          self = .number(value)
        } else {
          self = .text(text)
        }
      }
    }
  }
}
