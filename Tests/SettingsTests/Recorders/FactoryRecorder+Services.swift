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
      \(self == .b ? "<bindStatus>bind</bindStatus>" : "")
      </EZVIZ>
      """,
      "SNMP": """
      <SNMP\(root)>
      <SNMPv1c><enabled>true</enabled>\(communities)</SNMPv1c>
      <SNMPv2c><enabled>false</enabled>\(communities)</SNMPv2c>
      <SNMPAdvanced><enabled>false</enabled></SNMPAdvanced>
      <listenPort>161</listenPort>
      </SNMP>
      """,
      "ssh": "<SSH\(root)>\n<enabled>true</enabled>\n\(self == .b ? "<port>22</port>\n" : "")</SSH>",
      "DDNS": """
      <DDNSList\(root)>
      <DDNS\(item)>
      <id>1</id>
      <enabled>true</enabled>
      <provider>DynDNS</provider>
      <serverAddress><addressingFormatType>hostname</addressingFormatType><hostName></hostName></serverAddress>
      <deviceDomainName>nvr.example.net</deviceDomainName>
      <userName>site-7</userName>
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
      "Ehome": """
      <Ehome\(root)>
      <enabled>true</enabled>
      <addressingFormatType>ipaddress</addressingFormatType>
      <ipAddress>10.20.30.5</ipAddress>
      <portNo>7660</portNo>
      <deviceID>riverside-1</deviceID>
      <registerStatus>false</registerStatus>
      <protocolVersion>v5.0</protocolVersion>
      </Ehome>
      """,
      "mailing": """
      \(self == .a ? "<mailingList\(root)>" : "")
      <mailing\(root)>
      <id>1</id>
      <sender>
      <emailAddress>nvr@example.net</emailAddress>
      <name>Lobby</name>
      <smtp>
      <enableAuthorization>true</enableAuthorization>
      <enableSSL>false</enableSSL>
      <addressingFormatType>hostname</addressingFormatType>
      <hostName>mail.example.net</hostName>
      <portNo>25</portNo>
      <accountName>nvr</accountName>
      \(self == .b ? "<enableTLS>false</enableTLS><startTLS>false</startTLS>" : "")
      </smtp>
      </sender>
      <receiverList>
      <receiver><id>1</id><name>Ops</name><emailAddress>ops@example.net</emailAddress></receiver>
      <receiver><id>2</id><name></name><emailAddress></emailAddress></receiver>
      <receiver><id>3</id><name></name><emailAddress></emailAddress></receiver>
      </receiverList>
      \(self == .b ? "<attachment><snapshot><enabled>false</enabled><interval>2</interval></snapshot></attachment>" : "")
      </mailing>
      \(self == .a ? "</mailingList>" : "")
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

  private var communities: String {
    "<readCommunity>public</readCommunity><writeCommunity>private</writeCommunity>"
  }

  var securityTexts: [String: String] {
    let algorithm =
      self == .b ? "<SecurityAlgorithm>\n<algorithmType>MD5/SHA256</algorithmType>\n</SecurityAlgorithm>\n" : ""
    var texts = [
      "System/logServer": """
      <LogServer\(root)>
      <enabled>false</enabled>
      <addressingFormatType>ipaddress</addressingFormatType>
      <ipAddress>10.20.30.5</ipAddress>
      <portNo>514</portNo>
      <uploadInterval>1</uploadInterval>
      </LogServer>
      """,
      "Security/webCertificate":
        "<WebCertificate\(root)>\n<CertificateType>digest/basic</CertificateType>\n\(algorithm)</WebCertificate>",
      "Security/RTSPCertificate":
        "<RTSPCertificate\(root)>\n<CertificateType>digest</CertificateType>\n\(algorithm)</RTSPCertificate>",
    ]
    if self == .b {
      texts["Security/illegalLoginLock"] = """
        <IllegalLoginLock\(root)>
        <enabled>true</enabled>
        <maxIllegalLoginTimes>7</maxIllegalLoginTimes>
        <maxIllegalLoginLockTime>1800</maxIllegalLoginLockTime>
        </IllegalLoginLock>
        """
    }
    return Dictionary(uniqueKeysWithValues: texts.map { ("/ISAPI/\($0.key)", declaration + $0.value) })
  }
}
