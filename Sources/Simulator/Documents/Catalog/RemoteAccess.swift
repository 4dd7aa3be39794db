import XML

extension Resource {
  /// The secure shell (isapi.md 6.1).
  static let ssh = Resource(
    path: "/ISAPI/System/Network/ssh", rules: [.number("port", 1...65_535, "badPort")]
  ) { profile in
    """
    <SSH\(profile.family.root)>
    <enabled>false</enabled>
    \(profile.family == .b ? "<port>22</port>" : "")
    </SSH>
    """
  }

  /// The clear-text shell of old firmware (isapi.md 6.1).
  static let telnet = Resource(path: "/ISAPI/System/Network/telnetd") { profile in
    guard profile.hasTelnet else { return nil }
    return """
      <Telnetd\(profile.family.root)>
      <enabled>false</enabled>
      </Telnetd>
      """
  }

  /// Other makers' clients; these switches are called `enable` (isapi.md 6.2).
  static let integrate = Resource(path: "/ISAPI/System/Network/Integrate") { profile in
    """
    <Integrate\(profile.family.root)>
    <CGI>
    <enable>true</enable>
    <certificateType>digest</certificateType>
    </CGI>
    <ONVIF>
    <enable>false</enable>
    <certificateType>digest/WSSE</certificateType>
    </ONVIF>
    \(profile.family == .b ? "<ISAPI>\n<enable>true</enable>\n</ISAPI>" : "")
    </Integrate>
    """
  }

  /// The platform protocol of the maker (isapi.md 6.1).
  static let ehome = Resource(
    path: "/ISAPI/System/Network/Ehome",
    readOnly: ["registerStatus"],
    optional: ["key", "hostName", "ipAddress"],
    secrets: ["key"],
    rules: [
      .word("addressingFormatType", ["hostname", "ipaddress"]), .hostName("hostName"), .address("ipAddress"),
      .number("portNo", 1024...65_535, "portError"), .text("deviceID", 0...32), .text("key", 8...32),
      .word("protocolVersion", ["v2.0", "v4.0", "v5.0"]),
    ],
    check: { (sent, _) throws(Refusal) in
      guard sent.text(at: "enabled") == "true" else { return }
      let host = sent.text(at: "ipAddress") ?? sent.text(at: "hostName") ?? ""
      if ["", "0.0.0.0"].contains(host) { throw .content("badHostAddress") }
      if sent.text(at: "deviceID") ?? "" == "" { throw .content("badParameters") }
    }
  ) { profile in
    """
    <Ehome\(profile.family.root)>
    <enabled>false</enabled>
    <addressingFormatType>ipaddress</addressingFormatType>
    <ipAddress>0.0.0.0</ipAddress>
    <portNo>7660</portNo>
    <deviceID></deviceID>
    <registerStatus>false</registerStatus>
    <voiceDownload>false</voiceDownload>
    <protocolVersion>v5.0</protocolVersion>
    </Ehome>
    """
  }

  /// The platform protocol GB28181, on the M series (isapi.md 3.2, 6.1).
  static let sip = Resource(
    path: "/ISAPI/System/Network/SIP",
    item: "SIPServer",
    optional: ["GB28181/password"],
    secrets: ["GB28181/password"]
  ) { profile in
    guard profile.hasAddressFilter else { return nil }
    return """
      <SIPServerList\(profile.family.root)>
      <SIPServer>
      <id>1</id>
      <enabled>false</enabled>
      <Standard>
      <enabled>false</enabled>
      </Standard>
      <GB28181>
      <serverDomain></serverDomain>
      <serverID></serverID>
      <hostIP>0.0.0.0</hostIP>
      <portNo>5060</portNo>
      <userName></userName>
      </GB28181>
      </SIPServer>
      </SIPServerList>
      """
  }
}
