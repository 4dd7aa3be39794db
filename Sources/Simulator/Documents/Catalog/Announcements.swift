import XML

extension Resource {
  /// Mapping of ports on the site's router (isapi.md 6.1).
  static let upnp = Resource(path: "/ISAPI/System/Network/UPnP", rules: [.text("name", 0...64)]) { profile in
    """
    <UPnP\(profile.family.root)>
    <enabled>false</enabled>
    <name>\(profile.shortSerial)</name>
    </UPnP>
    """
  }

  /// The mapped ports.
  static let upnpPorts = Resource(path: "/ISAPI/System/Network/UPnP/ports") { profile in
    """
    <ports\(profile.family.root)>
    <mapMode>auto</mapMode>
    </ports>
    """
  }

  /// The vendor's cloud (isapi.md 6.3).
  static let ezviz = Resource(
    path: "/ISAPI/System/Network/EZVIZ",
    readOnly: ["registerStatus", "offlineStatus", "bindStatus"],
    optional: ["verificationCode"],
    rules: [
      .text("verificationCode", 0...12, "illegalVerificationCode"),
      .word("serverAddress/addressingFormatType", ["hostname"]), .hostName("serverAddress/hostName"),
    ],
    check: { (sent, context) throws(Refusal) in
      guard sent.text(at: "enabled") == "true" else { return }
      let code = sent.text(at: "verificationCode") ?? context.current.text(at: "verificationCode") ?? ""
      if !(6...12).contains(code.utf8.count) { throw .content("illegalVerificationCode") }
    }
  ) { profile in
    """
    <EZVIZ\(profile.family.root)>
    <enabled>false</enabled>
    <registerStatus>false</registerStatus>
    <redirect>false</redirect>
    <serverAddress>
    <addressingFormatType>hostname</addressingFormatType>
    <hostName>cloud.example.net</hostName>
    </serverAddress>
    <verificationCode></verificationCode>
    \(profile.family == .b ? "<bindStatus>unbind</bindStatus>" : "")
    </EZVIZ>
    """
  }

  /// A name on the internet for a changing address (isapi.md 4.3).
  static let ddns = Resource(
    path: "/ISAPI/System/Network/DDNS",
    item: "DDNS",
    optional: ["password", "serverAddress/hostName", "serverAddress/ipAddress"],
    secrets: ["password"],
    rules: [
      .word("provider", ["IPServer", "DynDNS", "PeanutHall", "NO-IP", "HiDDNS"]), .hostName("deviceDomainName"),
      .word("serverAddress/addressingFormatType", ["hostname", "ipaddress"]), .hostName("serverAddress/hostName"),
      .address("serverAddress/ipAddress"), .text("userName", 0...64),
    ],
    check: { (sent, _) throws(Refusal) in
      let wantsAccount = ["DynDNS", "PeanutHall", "NO-IP"].contains(sent.text(at: "provider") ?? "")
      guard sent.text(at: "enabled") == "true", wantsAccount else { return }
      if sent.text(at: "deviceDomainName") ?? "" == "" { throw .content("badDomainName") }
      if sent.text(at: "userName") ?? "" == "" { throw .content("UserNameInvalid") }
    }
  ) { profile in
    """
    <DDNSList\(profile.family.root)>
    <DDNS\(profile.family.item)>
    <id>1</id>
    <enabled>false</enabled>
    <provider>DynDNS</provider>
    <serverAddress>
    <addressingFormatType>hostname</addressingFormatType>
    <hostName></hostName>
    </serverAddress>
    <deviceDomainName></deviceDomainName>
    <userName></userName>
    </DDNS>
    </DDNSList>
    """
  }

  /// Dial-up over Ethernet (isapi.md 4.3).
  static let pppoe = Resource(
    path: "/ISAPI/System/Network/PPPoE",
    item: "PPPoE",
    optional: ["password"],
    secrets: ["password"]
  ) { profile in
    """
    <PPPoEList\(profile.family.root)>
    <PPPoE\(profile.family.item)>
    <id>1</id>
    <enabled>false</enabled>
    <userName></userName>
    </PPPoE>
    </PPPoEList>
    """
  }
}
