package import ISAPI
import Settings
import XML

extension RecordedSnapshot {
  /// The snapshot with the names and addresses put back that a plan knows: where the recorder had what is declared.
  ///
  /// The plan holds the declared values, and a digest of what the recorder had in each field.
  package func restoring(from plan: Plan) -> RecordedSnapshot {
    let declared = Set(
      plan.settings.flatMap(\.items).flatMap(\.fields).compactMap { field in
        if case .text(let text) = field.value { text } else { nil }
      })
    let byDigest = Dictionary(declared.map { (LiveFields.shortDigest($0), $0) }) { first, _ in first }
    var restored = self
    restored.masked = []
    for field in masked {
      let name = "\(field.resource.target) \(field.field)"
      if let value = plan.binding.fields[name].flatMap({ byDigest[$0] }), restored.put(value, in: field) { continue }
      restored.masked.append(field)
    }
    return restored
  }

  /// Puts a text into a field; false where there is no such field.
  private mutating func put(_ value: String, in field: MaskedField) -> Bool {
    guard var document = document(at: field.resource) else { return false }
    let way = field.field.split(separator: "/").map(String.init)
    guard document.root.setText(value, along: way[...]) else { return false }
    answers[field.resource]?.body = document.bytes
    return true
  }
}

extension XMLElement {
  /// Sets the text at the end of a way such as `receiver[2]/emailAddress`.
  fileprivate mutating func setText(_ value: String, along way: ArraySlice<String>) -> Bool {
    guard let part = way.first else {
      setText(value)
      return true
    }
    let name = part.prefix { $0 != "[" }
    let wanted = Int(part.dropFirst(name.count).drop { $0 == "[" }.prefix { $0 != "]" }) ?? 1
    var seen = 0
    for (index, node) in children.enumerated() {
      guard case .element(var child) = node, child.localName == name else { continue }
      seen += 1
      guard seen == wanted else { continue }
      let isSet = child.setText(value, along: way.dropFirst())
      children[index] = .element(child)
      return isSet
    }
    return false
  }
}
