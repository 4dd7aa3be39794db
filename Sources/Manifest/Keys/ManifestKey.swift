import Diagnostics
import Settings
import YAML

/// A key of the manifest language that is no setting: described once, for decoder and schema alike.
struct ManifestKey<Value: Sendable & Hashable>: Sendable {
  let description: FieldDescription
  private let type: ValueType<Value>

  init(_ path: String, _ type: ValueType<Value>, _ documentation: String) {
    description = FieldDescription(path, type.schema, documentation)
    self.type = type
  }

  /// The value below a `spec` and where it stands; nil where it is absent or was refused.
  func decode(in spec: Node, into bag: inout DiagnosticBag) -> Located<Value>? {
    guard let node = spec.node(at: description.path), let value = type.decode(node, &bag) else { return nil }
    return Located(value: value, range: node.range)
  }
}

/// A value and where it was written.
struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
  var value: Value
  var range: SourceRange
}
