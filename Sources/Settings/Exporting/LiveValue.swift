/// What a device's document holds in the place of a field, as a manifest would declare it.
package enum LiveValue<Value: Sendable & Hashable>: Sendable, Hashable {
  /// A value that manifests can write, with a word on how it was read where that needs one.
  case value(Value, remark: String? = nil)
  /// Nothing: the document has no place for it, or leaves it blank.
  case nothing
  /// Something that no manifest can write, as plans would show it.
  case other(String)
}

extension LiveValue {
  /// The value of a text, where blank means nothing and what is no value is kept as it is.
  package static func reading(_ text: String?, _ value: (String) -> Value?) -> Self {
    guard let text, !text.isEmpty else { return .nothing }
    return value(text).map { .value($0) } ?? .other(text)
  }
}

/// One field of a device as an export finds it.
package enum LiveField: Sendable, Hashable {
  /// The value in canonical text.
  case text(String, remark: String?)
  /// A secret, which devices keep to themselves.
  case secret
  case nothing
  case other(String)

  init<Value>(_ live: LiveValue<Value>, _ type: ValueType<Value>) {
    switch live {
    case .value(let value, let remark): self = .text(type.text(value), remark: remark)
    case .nothing: self = .nothing
    case .other(let text): self = .other(text)
    }
  }
}
