extension Node {
  /// Whether the node is one of the spellings of null, an empty value included.
  package var isNull: Bool { scalar?.meaning == .null }

  /// The truth value, nil for anything else.
  package var boolean: Bool? {
    if case .boolean(let value)? = scalar?.meaning { value } else { nil }
  }

  /// The integer, nil for anything else.
  package var integer: Int? { scalar?.integer }

  /// The text of a scalar as written, whatever it would mean; nil for null and for collections.
  package var text: String? {
    guard let scalar, scalar.meaning != .null else { return nil }
    return scalar.text
  }

  /// What the node is, in words: `a list`, `a mapping`, `the number 5`.
  package var kindInWords: String {
    switch content {
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .scalar(let scalar):
      switch scalar.meaning {
      case .null: return "nothing"
      case .boolean(let value): return "\(value)"
      case .integer(let value): return "the number \(value)"
      case .text: return "text"
      }
    }
  }
}
