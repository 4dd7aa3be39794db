/// What a value may be, told once: schema, help and diagnostics are drawn from it.
package indirect enum ValueSchema: Sendable, Hashable {
  case boolean
  case integer(ClosedRange<Int>)
  /// Text with the pattern a JSON Schema may use, nil for any.
  case text(pattern: String?, maxBytes: Int?)
  case choice([String])
  case list(ValueSchema, max: Int?)
  /// A mapping with one of `env`, `file`, `exec`.
  case secret
}

/// One key of a manifest, as decoder, schema, `explain` and `render` know it.
package struct FieldDescription: Sendable, Hashable {
  /// The path below `spec`, with `[]` behind a key that holds a list: `cameras[].record.mode`.
  package let path: String
  package let schema: ValueSchema
  /// One or two sentences in plain words.
  package let documentation: String

  package init(_ path: String, _ schema: ValueSchema, _ documentation: String) {
    self.path = path
    self.schema = schema
    self.documentation = documentation
  }

  /// Whether the value is a reference to a secret.
  package var isSecret: Bool { schema == .secret }
}
