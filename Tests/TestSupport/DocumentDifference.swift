package import XML

/// Where two documents differ, node by node.
///
/// A place is the way down from the root: `DefaultGateway/ipAddress` for a text, with `+` or `-` in front for an element
/// that only one of them has, and with `@` behind for tags, comments or layout. Items of a list are named by what tells
/// them apart, in lower case: `AdminAccessProtocol(http)/portNo`.
package struct DocumentDifference: Sendable, Hashable {
  package private(set) var places: Set<String> = []

  /// What of one element is different in another.
  package init(from before: XMLElement, to after: XMLElement) { compare(before, after, at: []) }

  /// What of one document is different in another, with what stands around the root.
  package init(from before: XMLDocument, to after: XMLDocument) {
    self.init(from: before.root, to: after.root)
    if before.prologue != after.prologue || before.epilogue != after.epilogue { places.insert("@") }
  }

  private mutating func compare(_ before: XMLElement, _ after: XMLElement, at path: [String]) {
    let place = path.joined(separator: "/")
    if before.name != after.name || before.attributes != after.attributes { places.insert(place + "@") }
    guard before.children != after.children else {
      if before.form != after.form { places.insert(place + "@") }
      return
    }
    let labels = (before.elements.map(\.label), after.elements.map(\.label))
    let (mine, others) = pairs(before, after, labels, at: path)
    let isSameList = labels.0 == labels.1
    if before.text != after.text {
      places.insert(place)
      if before.holdsCDATA, !after.text.isEmpty, !after.holdsCDATA { places.insert(place + "@") }
    } else if isSameList, before.layout != after.layout {
      places.insert(place + "@")
    }
    if before.remarks != after.remarks { places.insert(place + "@") }
    for (one, other) in zip(mine, others) { compare(one, other, at: path + [one.label]) }
  }

  /// The elements that both have, with a place for each that only one has.
  private mutating func pairs(
    _ before: XMLElement, _ after: XMLElement, _ labels: ([String], [String]), at path: [String]
  ) -> ([XMLElement], [XMLElement]) {
    var (mine, others) = (before.elements, after.elements)
    let changes = labels.1.difference(from: labels.0)
    for case .remove(let offset, let label, _) in changes.removals.reversed() {
      places.insert("-" + (path + [label]).joined(separator: "/"))
      mine.remove(at: offset)
    }
    for case .insert(let offset, let label, _) in changes.insertions.reversed() {
      places.insert("+" + (path + [label]).joined(separator: "/"))
      others.remove(at: offset)
    }
    return (mine, others)
  }
}

extension XMLElement {
  fileprivate var label: String {
    guard let key = text(at: "protocol") ?? text(at: "id"), !elements.isEmpty else { return localName }
    return "\(localName)(\(key.lowercased()))"
  }

  /// Comments and processing instructions in order, and how text is written where there is any.
  fileprivate var remarks: [String] {
    children.compactMap { node in
      switch node {
      case .comment(let text): "!" + text
      case .processingInstruction(let text): "?" + text
      case .element, .text, .cdata: nil
      }
    }
  }

  fileprivate var holdsCDATA: Bool { children.contains { if case .cdata = $0 { true } else { false } } }

  /// Text and CDATA between and around elements, each as it is written.
  fileprivate var layout: [XMLNode] {
    children.filter { node in
      switch node {
      case .text, .cdata: true
      case .element, .comment, .processingInstruction: false
      }
    }
  }
}
