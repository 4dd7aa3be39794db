package import Diagnostics
package import YAML

/// How one kind of value is written in manifests and plans.
package struct ValueType<Value: Sendable & Hashable>: Sendable {
  package let schema: ValueSchema
  /// Reads a manifest node; reports what is wrong with it and gives nil.
  package let decode: @Sendable (Node, inout DiagnosticBag) -> Value?
  /// The canonical text, as plans show and keep it.
  package let text: @Sendable (Value) -> String
  /// Reads canonical text back.
  package let value: @Sendable (String) -> Value?

  package init(
    _ schema: ValueSchema, decode: @escaping @Sendable (Node, inout DiagnosticBag) -> Value?,
    text: @escaping @Sendable (Value) -> String, value: @escaping @Sendable (String) -> Value?
  ) {
    self.schema = schema
    self.decode = decode
    self.text = text
    self.value = value
  }
}
