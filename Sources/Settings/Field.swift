import Diagnostics
package import Host
package import XML
import YAML

/// How a live value stands to the wanted one.
package enum FieldReading: Sendable, Hashable {
  case same
  /// What the device has instead, as plans show it.
  case differs(live: String)
  /// The document has no place for it.
  case missing
  /// The device cannot come to it, for a reason of its own.
  case refused(reason: String)
}

/// Where a value stands in the device's document.
package struct DeviceBinding<Value: Sendable & Hashable>: Sendable {
  /// The value in the document, as wanted values are compared with it.
  package let read: @Sendable (_ wanted: Value, _ document: XMLElement) -> FieldReading
  /// Puts the value into the document; false where it has no place for it.
  package let write: @Sendable (_ value: Value, _ document: inout XMLElement, _ secrets: ResolvedSecrets) -> Bool
  /// The value that would be the same, for an export.
  package let live: @Sendable (_ document: XMLElement) -> LiveValue<Value>

  package init(
    read: @escaping @Sendable (Value, XMLElement) -> FieldReading,
    write: @escaping @Sendable (Value, inout XMLElement, ResolvedSecrets) -> Bool,
    live: @escaping @Sendable (XMLElement) -> LiveValue<Value>
  ) {
    self.read = read
    self.write = write
    self.live = live
  }
}

/// One row of a setting's table: manifest key, property, type, and place in the device's document.
package struct Field<Owner: Sendable>: Sendable {
  package let description: FieldDescription
  let decode: @Sendable (Node, inout Owner, inout DiagnosticBag) -> DesiredValue?
  let restore: @Sendable (DesiredValue, inout Owner) -> Bool
  let read: @Sendable (_ wanted: Owner, _ document: XMLElement) -> FieldReading?
  let write: @Sendable (_ wanted: Owner, _ document: inout XMLElement, _ secrets: ResolvedSecrets) -> Bool
  let live: @Sendable (_ document: XMLElement) -> LiveField

  /// The path of the field's manifest key.
  package var path: String { description.path }

  /// A field with a place of its own in the document.
  package init<Value>(
    _ path: String, _ property: any WritableKeyPath<Owner, Value?> & Sendable, _ type: ValueType<Value>,
    _ binding: DeviceBinding<Value>, _ documentation: String
  ) {
    description = FieldDescription(path, type.schema, documentation)
    decode = { node, owner, bag in
      guard let value = type.decode(node, &bag) else { return nil }
      owner[keyPath: property] = value
      return .text(type.text(value))
    }
    restore = { desired, owner in
      guard case .text(let text) = desired, let value = type.value(text) else { return false }
      owner[keyPath: property] = value
      return true
    }
    read = { owner, document in
      owner[keyPath: property].map { binding.read($0, document) }
    }
    write = { owner, document, secrets in
      guard let value = owner[keyPath: property] else { return true }
      return binding.write(value, &document, secrets)
    }
    live = { LiveField(binding.live($0), type) }
  }

  /// A field that holds a reference to a secret; the value is never compared, so it never differs by itself.
  ///
  /// `isKept` tells whether a device seems to keep one, so that an export has a reference for it.
  package init(
    _ path: String, _ property: any WritableKeyPath<Owner, SecretReference?> & Sendable,
    secretIn element: XMLPath, after predecessor: String,
    isKept: @escaping @Sendable (XMLElement) -> Bool = { _ in true }, _ documentation: String
  ) {
    self.init(
      path, property, secretIn: SecretPlace(elements: [element], predecessor: predecessor, isKept: isKept),
      documentation)
  }

  /// A field that holds a reference to a secret with a place of its own kind.
  package init(
    _ path: String, _ property: any WritableKeyPath<Owner, SecretReference?> & Sendable, secretIn place: SecretPlace,
    _ documentation: String
  ) {
    description = FieldDescription(path, .secret, documentation)
    decode = { node, owner, bag in
      guard let reference = SecretReference(decoding: node, into: &bag) else { return nil }
      owner[keyPath: property] = reference
      return .secret(reference)
    }
    restore = { desired, owner in
      guard case .secret(let reference) = desired else { return false }
      owner[keyPath: property] = reference
      return true
    }
    read = { owner, document in
      owner[keyPath: property].map { _ in place.isIn(document) ? .same : .missing }
    }
    write = { owner, document, secrets in
      guard let reference = owner[keyPath: property] else { return true }
      guard let secret = secrets[reference] else { return false }
      return place.put(secret.reveal(), into: &document)
    }
    live = { place.isIn($0) && place.isKept($0) ? .secret : .nothing }
  }
}

/// Where a secret goes in a device's document.
package struct SecretPlace: Sendable {
  /// The elements that take it; those without a parent in the document do not count.
  package var elements: [XMLPath]
  /// What the element stands behind where the device never shows it.
  package var predecessor: String
  /// Whether a device seems to keep one.
  package var isKept: @Sendable (XMLElement) -> Bool

  package init(
    elements: [XMLPath], predecessor: String, isKept: @escaping @Sendable (XMLElement) -> Bool = { _ in true }
  ) {
    self.elements = elements
    self.predecessor = predecessor
    self.isKept = isKept
  }

  func isIn(_ document: XMLElement) -> Bool {
    elements.contains { document.element(at: XMLPath(Array($0.names.dropLast()))) != nil }
  }

  func put(_ text: String, into document: inout XMLElement) -> Bool {
    elements.reduce(false) { document.put(text, at: $1, after: predecessor) || $0 }
  }
}
