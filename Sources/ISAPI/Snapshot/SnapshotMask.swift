import XML

/// Puts harmless texts in the place of secrets and persons, the same one for the same value, and keeps account of it.
struct SnapshotMask {
  /// What was masked so far, in the order of the resources.
  private(set) var fields: [MaskedField] = []
  private var numbers: [String: Int] = [:]

  /// What stands for a secret, and begins what stands for anything else.
  static let word = "masked"

  /// Whether a text stands for one that was masked.
  static func isMask(_ text: String) -> Bool { text.lowercased().contains(word) }

  /// Whether a text is nothing but what stands for one that was masked.
  static func isStandIn(_ text: String) -> Bool {
    if [word, word.uppercased()].contains(text) || MaskedURL.isMasked(text) { return true }
    guard text.hasPrefix(word + "-") else { return false }
    let rest = text.dropFirst(word.count + 1)
    let number = rest.hasSuffix(mailDomain) ? rest.dropLast(mailDomain.count) : rest
    return !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static let mailDomain = "@example.invalid"

  /// An answer that may be kept.
  mutating func masked(_ answer: RecordedAnswer, at endpoint: Endpoint) -> RecordedAnswer {
    guard answer.body.contains(where: { $0 > 0x20 }) else { return answer }
    guard var document = try? XMLDocument(parsing: answer.body) else {
      fields.append(MaskedField(resource: endpoint, field: "", kind: .body))
      return RecordedAnswer(status: answer.status, body: [])
    }
    mask(&document.root, at: endpoint, named: "")
    return RecordedAnswer(status: answer.status, body: document.bytes)
  }

  private mutating func mask(_ element: inout XMLElement, at endpoint: Endpoint, named name: String) {
    if element.elements.isEmpty {
      guard let kind = FieldSensitivity.kind(of: element, at: endpoint) else { return }
      // What stands for something else, as in a twin, stands for it still.
      if !Self.isMask(element.text) { element.setText(stand(for: element.text, kind)) }
      fields.append(MaskedField(resource: endpoint, field: name, kind: kind))
      return
    }
    let totals = Dictionary(element.elements.map { ($0.localName, 1) }, uniquingKeysWith: +)
    var seen: [String: Int] = [:]
    for (index, node) in element.children.enumerated() {
      guard case .element(var child) = node else { continue }
      let count = seen[child.localName, default: 0] + 1
      seen[child.localName] = count
      let part = totals[child.localName] == 1 ? child.localName : "\(child.localName)[\(count)]"
      mask(&child, at: endpoint, named: name.isEmpty ? part : name + "/" + part)
      element.children[index] = .element(child)
    }
  }

  /// A text of the same kind that a device would take.
  private mutating func stand(for text: String, _ kind: MaskedField.Kind) -> String {
    switch kind {
    case .password, .key, .wirelessKey, .token, .body: Self.word
    case .verificationCode: Self.word.uppercased()
    case .emailAddress: "\(Self.word)-\(number(of: text))\(Self.mailDomain)"
    case .account: "\(Self.word)-\(number(of: text))"
    case .credentials: MaskedURL(text)?.text ?? Self.word
    }
  }

  private mutating func number(of text: String) -> Int {
    if let number = numbers[text] { return number }
    numbers[text] = numbers.count + 1
    return numbers.count
  }
}

extension RecordedSnapshot {
  /// Whether a text out of this snapshot stands for one that was masked.
  package func isMasked(_ text: String) -> Bool { !masked.isEmpty && SnapshotMask.isMask(text) }

  /// Whether a text out of some snapshot is nothing but what stands for one that was masked.
  package static func isStandIn(_ text: String) -> Bool { SnapshotMask.isStandIn(text) }
}
