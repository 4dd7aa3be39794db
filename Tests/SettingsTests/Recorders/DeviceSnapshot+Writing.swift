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
    default:
      try change(parent) { list in
        let wanted = document.root
        guard list.child(wanted.localName) != nil else { throw NoSuchResource(endpoint: target) }
        list.modifyElements(named: wanted.localName) { element in
          let id = element.text(at: "id")
          if id == nil || id == parts.last { element = wanted }
        }
      }
    }
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
