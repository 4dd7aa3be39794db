import XML

extension Resource {
  /// Reading by management stations (isapi.md 6.4).
  static let snmp = Resource(
    path: "/ISAPI/System/Network/SNMP",
    rules: [
      .number("listenPort", 1...65_535, "badPort"),
      .text("SNMPv1c/readCommunity", 1...32), .text("SNMPv1c/writeCommunity", 1...32),
      .text("SNMPv2c/readCommunity", 1...32), .text("SNMPv2c/writeCommunity", 1...32),
    ]
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
    optional: ["sender/smtp/password", "sender/smtp/hostName", "sender/smtp/ipAddress"],
    secrets: ["sender/smtp/password"],
    rules: [
      .number("sender/smtp/portNo", 1...65_535, "badPort"),
      .word("sender/smtp/addressingFormatType", ["hostname", "ipaddress"]),
      .hostName("sender/smtp/hostName"), .address("sender/smtp/ipAddress"),
      .mailbox("sender/emailAddress"), .mailbox("receiverList/receiver/emailAddress"),
      .text("sender/name", 0...64), .text("receiverList/receiver/name", 0...32),
      .number("attachment/snapshot/interval", 1...60),
    ],
    check: { (sent, context) throws(Refusal) in
      let slots = context.current.child("receiverList")?.elements(named: "receiver").count
      if sent.child("receiverList")?.elements(named: "receiver").count != slots { throw .content() }
      let logsIn = sent.text(at: "sender/smtp/enableAuthorization") == "true"
      if logsIn, sent.text(at: "sender/smtp/accountName") ?? "" == "" { throw .content("badParameters") }
    }
  ) { profile in
    let isNew = profile.family == .b
    return """
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
      \(isNew ? "<enableTLS>false</enableTLS>\n<startTLS>false</startTLS>" : "")
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
    optional: ["hostName", "ipAddress"],
    rules: [
      .word("addressingFormatType", ["hostname", "ipaddress"]), .hostName("hostName"), .address("ipAddress"),
      .number("portNo", 1...65_535, "badPort"),
    ],
    check: { (sent, _) throws(Refusal) in
      let host = sent.text(at: "ipAddress") ?? sent.text(at: "hostName") ?? ""
      if sent.text(at: "enabled") == "true", ["", "0.0.0.0"].contains(host) { throw .content("badHostAddress") }
    }
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
