import XML

/// What becomes of an element when a client sends another in its place (isapi.md 12.2, domain.md 8.5, 8.6).
struct DocumentWrite {
  var resource: Resource
  var behavior: RecorderBehavior
  /// The element as the recorder has it.
  var current: XMLElement

  /// What is stored, and the secrets that are kept aside.
  struct Result {
    var element: XMLElement
    var secrets: [XMLPath: String]
  }

  /// The element to be stored in place of the current one.
  func merge(_ sent: XMLElement) throws(Refusal) -> Result {
    guard sent.localName == current.localName else { throw .content() }
    try checkWhole(sent, against: current, at: [])
    if behavior.refusesOtherOrder { try checkOrder(sent, against: current) }
    try checkSwitches(sent, against: current)
    for rule in resource.rules { try rule.check(sent) }
    var merged = sent
    merged.attributes = current.attributes
    for path in resource.readOnly { keep(path, in: &merged, from: current) }
    let secrets = takeSecrets(from: &merged)
    return Result(element: merged, secrets: secrets)
  }

  /// Every element that stands once in the recorder's own document must be there.
  private func checkWhole(_ sent: XMLElement, against own: XMLElement, at path: [String]) throws(Refusal) {
    if behavior.partialDocument == .accepted { return }
    for name in Set(own.elements.map(\.localName)) {
      let here = path + [name]
      if resource.optional.contains(XMLPath(here)) || resource.readOnly.contains(XMLPath(here)) { continue }
      let known = own.elements(named: name)
      let given = sent.elements(named: name)
      guard let first = given.first else {
        throw behavior.partialDocument == .deviceError ? .deviceError : .content()
      }
      if known.count == 1, given.count == 1 { try checkWhole(first, against: known[0], at: here) }
    }
  }

  private func checkOrder(_ sent: XMLElement, against own: XMLElement) throws(Refusal) {
    let names = own.elements.map(\.localName)
    var places: [Int] = []
    for element in sent.elements {
      guard let place = names.firstIndex(of: element.localName) else { continue }
      places.append(place)
      if let other = own.child(element.localName) { try checkOrder(element, against: other) }
    }
    if places != places.sorted() { throw .content() }
  }

  /// What is a switch stays a switch.
  private func checkSwitches(_ sent: XMLElement, against own: XMLElement) throws(Refusal) {
    for element in own.elements {
      guard let other = sent.child(element.localName) else { continue }
      if ["true", "false"].contains(element.text), !["true", "false"].contains(other.text) { throw .content() }
      try checkSwitches(other, against: element)
    }
  }

  private func keep(_ path: XMLPath, in merged: inout XMLElement, from own: XMLElement) {
    guard let name = path.names.last else { return }
    let above = XMLPath(Array(path.names.dropLast()))
    guard let kept = own.element(at: path) else {
      merged.modify(at: above) { $0.removeElements { $0.localName == name } }
      return
    }
    let isThere = merged.modify(at: path) { $0 = kept } != nil
    if !isThere { merged.modify(at: above) { $0.insertAsIn(own.element(at: above), kept) } }
  }

  private func takeSecrets(from merged: inout XMLElement) -> [XMLPath: String] {
    var secrets: [XMLPath: String] = [:]
    for path in resource.secrets {
      guard let name = path.names.last, let value = merged.text(at: path) else { continue }
      secrets[path] = value
      merged.modify(at: XMLPath(Array(path.names.dropLast()))) { $0.removeElements { $0.localName == name } }
    }
    return secrets
  }
}

extension XMLElement {
  /// Adds a child where another element has its like.
  mutating func insertAsIn(_ model: XMLElement?, _ element: XMLElement) {
    let before = model?.elements.prefix { $0.localName != element.localName }.last
    if let before { insert(element, after: before.localName) } else { append(element) }
  }
}

extension XMLElement {
  /// Takes over from another element what is missing here.
  mutating func fillIn(from other: XMLElement) {
    for element in other.elements where child(element.localName) == nil { insertAsIn(other, element) }
  }
}
