extension FactoryRecorder {
  var serviceTexts: [String: String] {
    var texts = [
      "UPnP": "<UPnP\(root)>\n<enabled>true</enabled>\n<name>recorder</name>\n</UPnP>",
      "EZVIZ": """
      <EZVIZ\(root)>
      <enabled>true</enabled>
      <registerStatus>false</registerStatus>
      <serverAddress>
      <addressingFormatType>hostname</addressingFormatType>
      <hostName>cloud.example.net</hostName>
      </serverAddress>
      <verificationCode>ABCDEF</verificationCode>
      </EZVIZ>
      """,
      "SNMP": """
      <SNMP\(root)>
      <SNMPv1c><enabled>true</enabled><readCommunity>public</readCommunity></SNMPv1c>
      <SNMPv2c><enabled>false</enabled><readCommunity>public</readCommunity></SNMPv2c>
      <SNMPAdvanced><enabled>false</enabled></SNMPAdvanced>
      <listenPort>161</listenPort>
      </SNMP>
      """,
      "ssh": "<SSH\(root)>\n<enabled>true</enabled>\n</SSH>",
      "DDNS": """
      <DDNSList\(root)>
      <DDNS\(item)>
      <id>1</id>
      <enabled>true</enabled>
      <provider>DynDNS</provider>
      <userName></userName>
      </DDNS>
      </DDNSList>
      """,
      "PPPoE/1": "<PPPoE\(root)>\n<id>1</id>\n<enabled>true</enabled>\n<userName></userName>\n</PPPoE>",
      "Integrate": """
      <Integrate\(root)>
      <CGI><enable>true</enable><certificateType>digest</certificateType></CGI>
      <ONVIF><enable>true</enable><certificateType>digest/WSSE</certificateType></ONVIF>
      <ISAPI><enable>true</enable></ISAPI>
      </Integrate>
      """,
      "Ehome": "<Ehome\(root)>\n<enabled>true</enabled>\n<portNo>7660</portNo>\n</Ehome>",
      "mailing": """
      <mailingList\(root)>
      <mailing\(item)>
      <id>1</id>
      <sender>
      <emailAddress>nvr@example.net</emailAddress>
      <smtp>
      <enableAuthorization>false</enableAuthorization>
      <addressingFormatType>hostname</addressingFormatType>
      <hostName>mail.example.net</hostName>
      <portNo>25</portNo>
      </smtp>
      </sender>
      <receiverList>
      <receiver><id>1</id><name>Ops</name><emailAddress>ops@example.net</emailAddress></receiver>
      <receiver><id>2</id><name></name><emailAddress></emailAddress></receiver>
      </receiverList>
      </mailing>
      </mailingList>
      """,
    ]
    if self == .a { texts["telnetd"] = "<Telnetd\(root)>\n<enabled>true</enabled>\n</Telnetd>" }
    if self == .b {
      texts["SIP"] =
        "<SIPServerList\(root)>\n<SIPServer>\n<id>1</id>\n<enabled>true</enabled>\n</SIPServer>\n</SIPServerList>"
      texts["ipFilter"] = """
        <IPFilter\(root)>
        <enabled>true</enabled>
        <permissionType>deny</permissionType>
        <IPFilterAddressList size="32"></IPFilterAddressList>
        </IPFilter>
        """
    }
    return Dictionary(uniqueKeysWithValues: texts.map { ("/ISAPI/System/Network/\($0.key)", declaration + $0.value) })
  }
}
