import XML

extension Resource {
  /// The accounts; passwords go in and never come out (isapi.md 8.1).
  static let users = Resource(
    path: "/ISAPI/Security/users",
    item: "User",
    isPrivate: true,
    readOnly: ["id", "attribute"],
    optional: [
      "enabled", "password", "loginPassword", "bondIpAddressList", "bondMacAddressList", "userLevel", "attribute",
    ],
    secrets: ["password", "loginPassword"],
    rules: [
      .text("userName", 1...32, "UserNameInvalid"),
      .word("userLevel", ["Administrator", "Operator", "Viewer"]),
    ],
    accept: { (element, state, change) throws(Refusal) in
      try state.checkLoginPassword(change.secrets["loginPassword"], of: change.username)
      let name = element.text(at: "userName") ?? ""
      let isTaken = (state.documents["/ISAPI/Security/users"]?.elements(named: "User") ?? []).contains {
        $0.text(at: "id") != change.id && $0.text(at: "userName") == name
      }
      if isTaken { throw .operation("userExist") }
      if change.id == "1", name != "admin" || element.text(at: "userLevel") ?? "Administrator" != "Administrator" {
        throw .operation("badAuthorization")
      }
      if let password = change.secrets["password"], let refusal = PasswordRule.refusal(of: password, for: name) {
        throw refusal
      }
      element.fillIn(from: change.current)
    }
  ) { profile in
    """
    <UserList\(profile.family.root)>
    \(user(1, "admin", level: "Administrator", inherent: true, family: profile.family))
    </UserList>
    """
  }

  /// One account as the recorder writes it.
  static func user(_ id: Int, _ name: String, level: String, inherent: Bool, family: Family) -> String {
    """
    <User\(family.item)>
    <id>\(id)</id>
    <enabled>true</enabled>
    <userName>\(XMLText(name).raw)</userName>
    <bondIpAddressList>
    <bondIpAddress>
    <id>1</id>
    <ipAddress>0.0.0.0</ipAddress>
    <ipv6Address>::</ipv6Address>
    </bondIpAddress>
    </bondIpAddressList>
    <bondMacAddressList>
    <bondMacAddress>
    <id>1</id>
    <macAddress></macAddress>
    </bondMacAddress>
    </bondMacAddressList>
    <userLevel>\(level)</userLevel>
    <attribute>
    <inherent>\(inherent)</inherent>
    </attribute>
    </User>
    """
  }
}
