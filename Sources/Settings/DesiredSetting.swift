package import Diagnostics
package import Host

/// What the manifests ask of one setting of one recorder.
package struct DesiredSetting: Sendable, Hashable, Codable {
  /// The setting's key in the catalogue.
  package var setting: String
  /// One item for a setting that is one document; one an item for a collection.
  package var items: [DesiredItem]
  /// What to do with items of a collection that no manifest names.
  package var unmanaged: UnmanagedItems
  /// Items that no manifest names and that are neither removed nor reported, such as the account in use.
  package var spared: [String]

  package init(
    setting: String, items: [DesiredItem], unmanaged: UnmanagedItems = .report, spared: [String] = []
  ) {
    self.setting = setting
    self.items = items
    self.unmanaged = unmanaged
    self.spared = spared
  }
}

/// What happens to items of a collection that no manifest names (product.md D2.4).
package enum UnmanagedItems: String, Sendable, Hashable, Codable, CaseIterable {
  case report
  case ignore
  case remove
}

/// What the manifests ask of one document, camera or user.
package struct DesiredItem: Sendable, Hashable, Codable {
  /// The channel number or user name; nil for a setting that is one document.
  package var item: String?
  /// The fields in the order of the setting's table; what is not here is not managed.
  package var fields: [DesiredField]

  package init(item: String? = nil, fields: [DesiredField]) {
    self.item = item
    self.fields = fields
  }

  /// The field at a path, nil where it is not managed.
  package subscript(_ path: String) -> DesiredField? { fields.first { $0.path == path } }
}

/// One wanted value with where it was written and which layer won.
package struct DesiredField: Sendable, Hashable, Codable {
  /// The path as in `FieldDescription`.
  package var path: String
  package var value: DesiredValue
  package var range: SourceRange
  /// The layer that won, such as `profile hardened`; filled in by the manifest layer.
  package var layer: String

  package init(path: String, value: DesiredValue, range: SourceRange, layer: String = "") {
    self.path = path
    self.value = value
    self.range = range
    self.layer = layer
  }
}

/// A wanted value: its canonical text, or where its secret is to be found.
package enum DesiredValue: Sendable, Hashable, Codable {
  case text(String)
  case secret(SecretReference)

  /// The value as plans show it; a secret shows its reference.
  package var text: String {
    switch self {
    case .text(let text): text
    case .secret(let reference): reference.text
    }
  }
}

extension DesiredValue {
  /// Reads what `encode` writes: text as text, a secret as the mapping that manifests write.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else {
      self = .secret(try container.decode(SecretReference.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .secret(let reference): try container.encode(reference)
    }
  }
}
