package import XML

/// A resource with fields that a device offers to take and give encrypted (isapi.md 8.2).
package struct SensitiveResource: Sendable, Hashable {
  package let path: String
  /// Elements that hold a secret.
  private let secrets: Set<String>
  /// Elements that are encrypted along with the secrets.
  private let names: Set<String>
  /// Elements that hold a secret for which the devices' protocol has no encryption.
  private let unprotected: Set<String>

  private init(
    _ path: String, secrets: Set<String> = [], names: Set<String> = [], unprotected: Set<String> = []
  ) {
    self.path = path
    self.secrets = secrets
    self.names = names
    self.unprotected = unprotected
  }

  /// The accounts, which tell in an encrypted list of names whether both sides have the same key.
  package static let users = Self(
    "/ISAPI/Security/users", secrets: ["password", "loginPassword"], names: ["userName"])

  private static let all = [
    users,
    Self("/ISAPI/ContentMgmt/InputProxy/channels", secrets: ["password"], names: ["userName"]),
    Self("/ISAPI/System/Network/EZVIZ", secrets: ["verificationCode"]),
    Self(
      "/ISAPI/System/Network/SNMP", secrets: ["snmpAuthenticationPassword", "snmpPrivacyPassword"], names: ["userName"],
      unprotected: ["readCommunity", "writeCommunity", "communityString"]),
    Self("/ISAPI/System/Network/mailing", secrets: ["password"], names: ["accountName"]),
    Self("/ISAPI/System/Network/ftp", secrets: ["password"], names: ["userName"]),
    Self("/ISAPI/System/Network/DDNS", secrets: ["password"], names: ["userName"]),
    Self("/ISAPI/System/Network/PPPoE", secrets: ["password"], names: ["userName"]),
    Self("/ISAPI/System/Network/SIP", secrets: ["password"], names: ["userName"]),
    Self("/ISAPI/System/Network/Ehome", unprotected: ["key"]),
  ]

  /// The resource that an endpoint is, or is an item of; nil for one without such fields.
  package init?(of endpoint: Endpoint) {
    let path = endpoint.path
    guard let found = Self.all.first(where: { path == $0.path || path.hasPrefix($0.path + "/") }) else { return nil }
    self = found
  }

  /// Whether a document of the resource has a secret in it.
  package func holdsSecret(_ element: XMLElement) -> Bool { holds(secrets.union(unprotected), element) }

  /// Whether a document of the resource has a secret in it that can be encrypted.
  package func holdsProtectedSecret(_ element: XMLElement) -> Bool { holds(secrets, element) }

  private func holds(_ names: Set<String>, _ element: XMLElement) -> Bool {
    if names.contains(element.localName) { return !element.characters.isEmpty }
    return element.elements.contains { holds(names, $0) }
  }

  /// Puts other text in the place of every sensitive field of a document.
  package func change<Failure: Error>(
    _ element: inout XMLElement, _ text: (String) throws(Failure) -> String
  ) throws(Failure) {
    if secrets.contains(element.localName) || names.contains(element.localName) {
      element.setText(try text(element.characters))
      return
    }
    for (index, node) in element.children.enumerated() {
      guard case .element(var child) = node else { continue }
      try change(&child, text)
      element.children[index] = .element(child)
    }
  }
}

extension Request {
  /// Whether the body has a secret in it, so that text in the answer may be a repetition of it.
  package var carriesSecret: Bool {
    if endpoint.path.hasPrefix("/ISAPI/System/activate") { return !body.isEmpty }
    guard let resource = SensitiveResource(of: endpoint), !body.isEmpty else { return false }
    guard let document = try? XMLDocument(parsing: body) else { return true }
    return resource.holdsSecret(document.root)
  }
}
