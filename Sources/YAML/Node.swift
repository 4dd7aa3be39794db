package import Diagnostics

/// A piece of a YAML document that knows where it stands.
package struct Node: Sendable, Hashable {
  /// What a node holds.
  package enum Content: Sendable, Hashable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Entry])
  }

  /// A scalar as written; what it means follows from its style and the YAML 1.2 core rules.
  package struct Scalar: Sendable, Hashable {
    /// How a scalar was written; only a plain one can be anything but text.
    package enum Style: Sendable, Hashable {
      case plain
      case singleQuoted
      case doubleQuoted
      case literal
      case folded
    }

    package var text: String
    package var style: Style

    package init(_ text: String, style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  /// One key of a mapping with its value; keys are always scalars.
  package struct Entry: Sendable, Hashable {
    /// The key as text.
    package var name: String
    /// Where the key stands.
    package var nameRange: SourceRange
    package var value: Node

    package init(name: String, nameRange: SourceRange, value: Node) {
      self.name = name
      self.nameRange = nameRange
      self.value = value
    }
  }

  package var content: Content
  package var range: SourceRange
  /// True when something in it was refused already.
  ///
  /// Say nothing more about a poisoned scalar, or about what a poisoned collection lacks; what such a collection does
  /// hold is checked as usual.
  package var isPoisoned: Bool

  package init(_ content: Content, range: SourceRange, isPoisoned: Bool = false) {
    self.content = content
    self.range = range
    self.isPoisoned = isPoisoned
  }
}

extension Node {
  /// The entries of a mapping, nil for anything else.
  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The items of a sequence, nil for anything else.
  package var items: [Node]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  /// The scalar, nil for anything else.
  package var scalar: Scalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// The value behind a key of a mapping.
  package subscript(_ name: String) -> Node? {
    entries?.first { $0.name == name }?.value
  }
}
