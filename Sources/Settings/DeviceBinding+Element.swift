package import XML

extension DeviceBinding {
  /// The text of one element, compared by meaning: what cannot be read as a value differs.
  ///
  /// The element must be there: a recorder without it does not have the feature (isapi.md 12.4).
  package static func element(_ path: XMLPath, as type: ValueType<Value>) -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let live = document.text(at: path) else { return .missing }
        return type.value(live) == wanted ? .same : .differs(live: live)
      },
      write: { value, document, _ in document.setText(type.text(value), at: path) },
      live: { document in .reading(document.text(at: path), type.value) })
  }
}

extension DeviceBinding where Value == String {
  /// The text of one element.
  package static func element(_ path: XMLPath) -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let live = document.text(at: path) else { return .missing }
        return live == wanted ? .same : .differs(live: live)
      },
      write: { value, document, _ in document.setText(value, at: path) },
      live: { document in .reading(document.text(at: path)) { $0 } })
  }
}

extension DeviceBinding where Value: RawRepresentable, Value.RawValue == String {
  /// An element that holds a word of the device's for each of ours.
  package static func element(_ path: XMLPath, spelled words: [Value: String]) -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let live = document.text(at: path) else { return .missing }
        if words[wanted]?.lowercased() == live.lowercased() { return .same }
        let known = words.first { $0.value.lowercased() == live.lowercased() }?.key
        return .differs(live: known?.rawValue ?? live)
      },
      write: { value, document, _ in document.setText(words[value] ?? value.rawValue, at: path) },
      live: { document in
        .reading(document.text(at: path)) { text in words.first { $0.value.lowercased() == text.lowercased() }?.key }
      })
  }
}
