import XML

extension Resource {
  /// Every port and protocol of the recorder in one document (isapi.md 6.6).
  static let adminAccesses = Resource(
    path: "/ISAPI/Security/adminAccesses",
    item: "AdminAccessProtocol",
    readOnly: ["id", "protocol"],
    check: { (sent, context) throws(Refusal) in
      let name = context.current.text(at: "protocol") ?? ""
      guard let text = sent.text(at: "portNo"), text != context.current.text(at: "portNo") else { return }
      guard let port = Int(text), ports(for: name).contains(port) || (name == "RTSP" && port == 554) else {
        throw .content("badPort")
      }
    }
  ) { profile in
    let items = protocols(of: profile.family).map {
      "<AdminAccessProtocol\(profile.family.item)>\n\($0)\n</AdminAccessProtocol>"
    }
    return """
      <AdminAccessProtocolList\(profile.family.root)>
      \(items.joined(separator: "\n"))
      </AdminAccessProtocolList>
      """
  }

  /// The ports a protocol may be moved to.
  private static func ports(for name: String) -> ClosedRange<Int> {
    switch name {
    case "HTTP", "HTTPS": 1...65_535
    case "DEV_MANAGE", "SDK_OVER_TLS": 2000...65_535
    case "WebSocket": 7681...7681
    default: 1024...65_535
    }
  }

  private static func protocols(of family: Family) -> [String] {
    let https =
      family == .a
      ? "<portNo>443</portNo>"
      : "<redirectToHttps>false</redirectToHttps>\n<portNo>443</portNo>\n"
        + "<TLS1_1Enable>false</TLS1_1Enable>\n<TLS1_2Enable>true</TLS1_2Enable>"
    let management = family == .a ? "" : "<enabled>true</enabled>\n"
    let first = [
      "<id>1</id>\n<enabled>true</enabled>\n<protocol>HTTP</protocol>\n<portNo>80</portNo>",
      "<id>2</id>\n<enabled>true</enabled>\n<protocol>RTSP</protocol>\n<portNo>554</portNo>",
      "<id>3</id>\n<enabled>true</enabled>\n<protocol>HTTPS</protocol>\n\(https)",
      "<id>4</id>\n\(management)<protocol>DEV_MANAGE</protocol>\n<portNo>8000</portNo>",
    ]
    guard family == .b else { return first }
    return first + [
      "<id>5</id>\n<enabled>false</enabled>\n<protocol>WebSocket</protocol>\n<portNo>7681</portNo>",
      "<id>6</id>\n<enabled>false</enabled>\n<protocol>IOT</protocol>\n<portNo>30999</portNo>",
      "<id>7</id>\n<enabled>true</enabled>\n<protocol>SDK_OVER_TLS</protocol>\n"
        + "<streamOverTls>false</streamOverTls>\n<portNo>8443</portNo>",
    ]
  }
}
