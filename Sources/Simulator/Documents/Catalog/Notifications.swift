import XML

extension Resource {
  /// Reading by management stations (isapi.md 6.4).
  static let snmp = Resource(
    path: "/ISAPI/System/Network/SNMP",
    rules: [.number("listenPort", 1...65_535, "badPort")]
  ) { profile in
    if profile.model.description.uppercased().contains("NI-Q2") { return nil }
    return """
      <SNMP\(profile.family.root)>
      \(community("SNMPv1c"))
      \(community("SNMPv2c"))
      <SNMPAdvanced>
      <localEngineID></localEngineID>
      <enabled>false</enabled>
      </SNMPAdvanced>
      <listenPort>161</listenPort>
      </SNMP>
      """
  }

  private static func community(_ name: String) -> String {
    """
    <\(name)>
    <notificationEnabled>false</notificationEnabled>
    <SNMPTrapReceiverList>
    <SNMPTrapReceiver>
    <id>1</id>
    <ReceiverAddress>
    <addressingFormatType>ipaddress</addressingFormatType>
    <ipAddress></ipAddress>
    <portNo>162</portNo>
    </ReceiverAddress>
    <notificationType>trap</notificationType>
    <communityString>public</communityString>
    </SNMPTrapReceiver>
    </SNMPTrapReceiverList>
    <enabled>false</enabled>
    <writeCommunity>private</writeCommunity>
    <readCommunity>public</readCommunity>
    </\(name)>
    """
  }

  /// Alarms by mail; there is no switch, blank fields mean off (isapi.md 6.5).
  static let mailing = Resource(
    path: "/ISAPI/System/Network/mailing",
    item: "mailing",
    optional: ["sender/smtp/password"],
    secrets: ["sender/smtp/password"],
    rules: [.number("sender/smtp/portNo", 1...65_535, "badPort")]
  ) { profile in
    """
    <mailingList\(profile.family.root)>
    <mailing\(profile.family.item)>
    <id>1</id>
    <sender>
    <emailAddress></emailAddress>
    <name></name>
    <smtp>
    <enableAuthorization>false</enableAuthorization>
    <enableSSL>false</enableSSL>
    <addressingFormatType>hostname</addressingFormatType>
    <hostName></hostName>
    <portNo>25</portNo>
    <accountName></accountName>
    <enableTLS>false</enableTLS>
    <startTLS>false</startTLS>
    </smtp>
    </sender>
    <receiverList>
    \((1...3).map(receiver).joined(separator: "\n"))
    </receiverList>
    <attachment>
    <snapshot>
    <enabled>false</enabled>
    <interval>2</interval>
    </snapshot>
    </attachment>
    </mailing>
    </mailingList>
    """
  }

  private static func receiver(_ id: Int) -> String {
    "<receiver>\n<id>\(id)</id>\n<name></name>\n<emailAddress></emailAddress>\n</receiver>"
  }

  /// Where the log is copied to (isapi.md 3.8).
  static let logServer = Resource(
    path: "/ISAPI/System/logServer",
    rules: [.address("ipAddress"), .number("portNo", 1...65_535, "badPort")]
  ) { profile in
    """
    <LogServer\(profile.family.root)>
    <enabled>false</enabled>
    <addressingFormatType>ipaddress</addressingFormatType>
    <ipAddress>0.0.0.0</ipAddress>
    <portNo>514</portNo>
    <uploadInterval>1</uploadInterval>
    </LogServer>
    """
  }
}
