import ISAPI
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

extension DeviceBinding where Value == Bool {
  /// An element that holds `true` or `false`, in the spelling of the device.
  package static func `switch`(_ path: XMLPath) -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let live = document.text(at: path) else { return .missing }
        return document.flag(at: path) == wanted ? .same : .differs(live: live)
      },
      write: { value, document, _ in document.setFlag(value, at: path) },
      live: { document in .reading(document.text(at: path)) { _ in document.flag(at: path) } })
  }
}

extension DeviceBinding where Value == String {
  /// The text of one element, without blanks at its ends.
  package static func element(_ path: XMLPath) -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let live = document.text(at: path) else { return .missing }
        return live == XMLElement("value", text: wanted).text ? .same : .differs(live: live)
      },
      write: { value, document, _ in document.setText(value, at: path) },
      live: { document in .reading(document.text(at: path)) { $0 } })
  }
}

extension DeviceBinding where Value: RawRepresentable, Value.RawValue == String {
  /// An element that holds a word of the device's for each of ours.
  package static func element(_ path: XMLPath, spelled words: [Value: String]) -> Self {
    let word = DeviceWords(words)
    return DeviceBinding(
      read: { wanted, document in
        guard let live = document.text(at: path) else { return .missing }
        let known = word.meaning(of: live)
        return known == wanted ? .same : .differs(live: known?.rawValue ?? live)
      },
      write: { value, document, _ in
        document.modify(at: path) { $0.setText(word.spelling(of: value, in: $0)) } ?? false
      },
      live: { document in .reading(document.text(at: path), word.meaning) })
  }
}

/// Words of devices, which some firmware writes in other letter case.
private struct DeviceWords<Value: RawRepresentable & Hashable & Sendable>: Sendable where Value.RawValue == String {
  private let words: [Value: String]

  init(_ words: [Value: String]) { self.words = words }

  /// The value that a text of a device stands for; nil for a word that is not known.
  func meaning(of text: String) -> Value? { words.first { $0.value.lowercased() == text.lowercased() }?.key }

  /// The word for a value as the device would write it: like one that its `opt` attribute offers, else in the letter
  /// case of the word that is there.
  func spelling(of value: Value, in element: XMLElement) -> String {
    let word = words[value] ?? value.rawValue
    let offered = (element.attribute("opt") ?? "").split(separator: ",").map { String($0.filter { $0 != " " }) }
    if let own = offered.first(where: { $0.lowercased() == word.lowercased() }) { return own }
    let live = element.text
    guard let known = meaning(of: live).flatMap({ words[$0] }), live != known else { return word }
    return switch live {
    case live.lowercased(): word.lowercased()
    case live.uppercased(): word.uppercased()
    default: word.prefix(1).uppercased() + word.dropFirst().lowercased()
    }
  }
}
