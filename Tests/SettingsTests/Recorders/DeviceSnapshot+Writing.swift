import ISAPI
import XML

extension DeviceSnapshot {
  /// The snapshot after a recorder has done what it was asked: documents are put in place, passwords are kept away.
  func after(_ requests: [Request]) throws -> DeviceSnapshot {
    var snapshot = self
    for request in requests { try snapshot.take(request) }
    return snapshot
  }

  private mutating func take(_ request: Request) throws {
    let target = request.endpoint
    let parts = target.path.split(separator: "/").map(String.init)
    let parent = Endpoint("/" + parts.dropLast().joined(separator: "/"))
    guard request.method != .delete else {
      try change(parent) { list in list.removeElements { $0.text(at: "id") == parts.last } }
      return
    }
    var document = try XMLDocument(parsing: request.body)
    document.root.dropPasswords()
    switch request.method {
    case .post: try change(target) { $0.append(document.root) }
    case _ where self[target] != nil: readings[target] = .document(document)
    default: try put(document.root, at: target, below: parent)
    }
  }

  /// Puts an element in the place of the item of a list, or of the part of a document, that its path means.
  private mutating func put(_ element: XMLElement, at target: Endpoint, below parent: Endpoint) throws {
    let name = target.path.split(separator: "/").last.map(String.init)
    guard self[parent] == nil else {
      try change(parent) { owner in
        var isPut = false
        for (index, node) in owner.children.enumerated() {
          guard case .element(let child) = node, child.localName == element.localName else { continue }
          let id = child.text(at: "id")
          guard id == nil || id == name || child.localName.lowercased() == name?.lowercased() else { continue }
          owner.children[index] = .element(element)
          isPut = true
        }
        if !isPut { throw NoSuchResource(endpoint: target) }
      }
      return
    }
    guard var owner = self.document(at: parent)?.root else { throw NoSuchResource(endpoint: target) }
    owner.modifyElements(named: element.localName) { $0 = element }
    let above = Endpoint("/" + parent.path.split(separator: "/").dropLast().joined(separator: "/"))
    try put(owner, at: parent, below: above)
  }

  private mutating func change(_ endpoint: Endpoint, _ body: (inout XMLElement) throws -> Void) throws {
    guard var document = self[endpoint] else { throw NoSuchResource(endpoint: endpoint) }
    try body(&document.root)
    readings[endpoint] = .document(document)
  }
}

/// A request to something that the recorder does not have.
struct NoSuchResource: Error {
  let endpoint: Endpoint
}

extension XMLElement {
  fileprivate mutating func dropPasswords() {
    removeElements { ["password", "key"].contains($0.localName) }
    for name in Set(elements.map(\.localName)) { modifyElements(named: name) { $0.dropPasswords() } }
  }
}
