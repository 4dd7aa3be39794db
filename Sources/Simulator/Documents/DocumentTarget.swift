import XML

/// What a path means among the documents: a whole one, an item of a list, or a part of either.
struct DocumentTarget {
  var resource: Resource
  /// The id of the item; nil for the document itself.
  var id: String?
  /// The name of a child element that has a path of its own.
  var part: String?

  /// Finds the resource whose document a path is in.
  init?(path: String, among resources: [Resource]) {
    let candidates = resources.filter { path == $0.path || path.hasPrefix($0.path + "/") }
    guard let resource = candidates.max(by: { $0.path.count < $1.path.count }) else { return nil }
    self.resource = resource
    var rest = path.dropFirst(resource.path.count).split(separator: "/").map(String.init)[...]
    if resource.item != nil, let first = rest.first, Int(first) != nil {
      id = first
      rest.removeFirst()
    }
    if let first = rest.first, let name = resource.parts[first] {
      part = name
      rest.removeFirst()
    }
    if !rest.isEmpty { return nil }
  }

  /// The element meant, within the document.
  func element(in document: XMLElement) -> XMLElement? {
    guard let owner = owner(in: document) else { return nil }
    return part.map { owner.child($0) } ?? owner
  }

  /// The item, or the document where no item is meant.
  func owner(in document: XMLElement) -> XMLElement? {
    guard let id, let item = resource.item else { return document }
    return document.elements(named: item).first { $0.text(at: "id") == id }
  }

  /// Puts an element in the place of the item or the document.
  func replaceOwner(in document: inout XMLElement, with element: XMLElement) {
    guard let id, let item = resource.item else {
      document = element
      return
    }
    document.modifyElements(named: item) { if $0.text(at: "id") == id { $0 = element } }
  }
}
