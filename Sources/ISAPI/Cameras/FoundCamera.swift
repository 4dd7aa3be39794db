package import XML

/// A camera that a recorder finds on its own network (isapi.md 7.4).
package struct FoundCamera: Sendable, Hashable {
  package var address: String
  package var port: String
  /// The protocol as recorders spell it, such as `HIKVISION`.
  package var protocolName: String
  package var serial: String
  package var mac: String
  package var model: String
  /// Whether it has an administrator, nil where the recorder does not say.
  package var isActivated: Bool?

  /// The search, which blocks until it is over; a recorder may put passwords into its answer.
  package static let search: Endpoint = "/ISAPI/ContentMgmt/InputProxy/search"
  /// What gives one of them its first password; a second time it is refused (isapi.md 7.7).
  package static let activation: Endpoint = "/ISAPI/ContentMgmt/InputProxy/channels/activate"
  /// How long a search may take: up to 30 s, and some more.
  package static let searchLimit = Duration.seconds(45)

  /// The cameras of an answer, in its order; those without an address are of no use.
  package static func all(in list: XMLElement) -> [FoundCamera] {
    list.elements(named: "VideoSourceDescriptor").compactMap(FoundCamera.init)
  }

  private init?(_ element: XMLElement) {
    guard let address = element.text(at: "ipAddress") ?? element.text(at: "hostName"), !address.isEmpty else {
      return nil
    }
    func text(_ name: String) -> String { element.text(at: [name]) ?? "" }
    self.address = address
    port = text("managePortNo")
    protocolName = element.text(at: "proxyProtocol") ?? text("adminProtocol")
    serial = text("serialNumber")
    mac = text("macAddress")
    model = element.text(at: "deviceModel") ?? text("model")
    isActivated = element.text(at: "activated").flatMap { Bool($0.lowercased()) }
  }
}

extension Response {
  /// The answer without anything to log in with, where the resource is one that gives such things away.
  ///
  /// One firmware puts passwords in clear into what it finds on the network (isapi.md 7.4). What cannot be read
  /// cannot be cleaned, so that nothing of it is left.
  package func withoutCredentials(of endpoint: Endpoint) -> Response {
    guard endpoint.path.lowercased() == FoundCamera.search.path.lowercased(), !body.isEmpty else { return self }
    var response = self
    guard var document = try? XMLDocument(parsing: body) else {
      response.body = []
      return response
    }
    document.root.removeCredentials()
    response.body = document.bytes
    return response
  }
}

extension XMLElement {
  fileprivate mutating func removeCredentials() {
    removeElements { $0.isCredential }
    for (index, node) in children.enumerated() {
      guard case .element(var child) = node else { continue }
      child.removeCredentials()
      children[index] = .element(child)
    }
  }

  private var isCredential: Bool {
    let name = localName.lowercased()
    return ["password", "passwd", "pwd", "username", "loginname", "secret", "token"].contains(where: name.contains)
  }
}
