extension FactoryRecorder {
  var systemTexts: [String: String] {
    [
      "/ISAPI/System/deviceInfo": """
      \(declaration)<DeviceInfo\(root)>
      <deviceName>Embedded Net DVR</deviceName>
      <deviceID>48303030-3030-3030-3030-020000000001</deviceID>
      <model>DS-7608NI-TEST</model>
      <serialNumber>DS-7608NI-TEST0820200101CCRRX00000001WCVU</serialNumber>
      <macAddress>02:00:00:00:00:01</macAddress>
      <firmwareVersion>V4.30.085</firmwareVersion>
      <firmwareReleasedDate>build 200101</firmwareReleasedDate>
      <deviceType>NVR</deviceType>
      <telecontrolID>255</telecontrolID>
      </DeviceInfo>
      """,
      "/ISAPI/System/capabilities": """
      \(declaration)<DeviceCap\(root)>
      <SysCap>
      <NetworkCap>
      <isSupportPPPoE>true</isSupportPPPoE>
      <isSupportFtp>false</isSupportFtp>
      <isSupportUpnp>true</isSupportUpnp>
      <isSupportDdns>true</isSupportDdns>
      <SnmpCap><isSupport>true</isSupport></SnmpCap>
      \(self == .b ? "<isSupportIPFilter>true</isSupportIPFilter>" : "")
      <isSupportEZVIZ>true</isSupportEZVIZ>
      <GB28181Cap><isSupportGB28181Service>\(self == .b)</isSupportGB28181Service></GB28181Cap>
      <isSupportIntegrate>true</isSupportIntegrate>
      </NetworkCap>
      <VideoCap><videoInputPortNums>0</videoInputPortNums></VideoCap>
      </SysCap>
      <RacmCap><inputProxyNums>8</inputProxyNums></RacmCap>
      </DeviceCap>
      """,
      "/ISAPI/System/time": """
      \(declaration)<Time\(root)>
      <timeMode opt="NTP,manual,platform">manual</timeMode>
      <localTime>2026-01-31T12:00:00+08:00</localTime>
      <timeZone>CST-8:00:00</timeZone>
      \(self == .b ? "<timeType>local</timeType>\n<isSummerTime>false</isSummerTime>" : "")
      </Time>
      """,
      "/ISAPI/System/time/ntpServers": """
      \(declaration)<NTPServerList\(root)>
      <NTPServer\(item)>
      <id>1</id>
      <addressingFormatType>hostname</addressingFormatType>
      <hostName>time.example.net</hostName>
      <portNo>123</portNo>
      \(self == .b ? "<portType>auto</portType>\n<customPortNo>123</customPortNo>" : "")
      <synchronizeInterval>60</synchronizeInterval>
      </NTPServer>
      </NTPServerList>
      """,
    ]
  }

  var networkTexts: [String: String] {
    [
      // Family B has no list here, as the firmware of which only the items answer.
      self == .a ? "/ISAPI/System/Network/interfaces" : "/ISAPI/System/Network/interfaces/1": """
      \(declaration)\(self == .a ? "<NetworkInterfaceList\(root)>\n" : "")<NetworkInterface\(root)>
      <id>1</id>
      <IPAddress\(item)>
      <ipVersion>dual</ipVersion>
      <addressingType>static</addressingType>
      <ipAddress>192.168.1.64</ipAddress>
      <subnetMask>255.255.255.0</subnetMask>
      <ipv6Address>::</ipv6Address>
      <bitMask>64</bitMask>
      <DefaultGateway><ipAddress>192.168.1.1</ipAddress><ipv6Address>::</ipv6Address></DefaultGateway>
      <PrimaryDNS><ipAddress>192.168.1.1</ipAddress></PrimaryDNS>
      \(self == .b ? "" : "<SecondaryDNS><ipAddress>0.0.0.0</ipAddress></SecondaryDNS>")
      <DNSEnable>false</DNSEnable>
      </IPAddress>
      <Discovery\(item)><UPnP><enabled>false</enabled></UPnP><Zeroconf><enabled>true</enabled></Zeroconf></Discovery>
      <Link\(item)>
      <MACAddress>02:00:00:00:00:01</MACAddress>
      <autoNegotiation>true</autoNegotiation>
      <speed>1000</speed>
      <duplex>full</duplex>
      <MTU>1500</MTU>
      </Link>
      <defaultConnection>true</defaultConnection>
      </NetworkInterface>\(self == .a ? "\n</NetworkInterfaceList>" : "")
      """,
      "/ISAPI/Security/adminAccesses": """
      \(declaration)<AdminAccessProtocolList\(root)>
      \(protocols.map { "<AdminAccessProtocol\(item)>\($0)</AdminAccessProtocol>" }.joined(separator: "\n"))
      </AdminAccessProtocolList>
      """,
    ]
  }

  private var protocols: [String] {
    let common = [
      "<id>1</id><enabled>true</enabled><protocol>HTTP</protocol><portNo>80</portNo>",
      "<id>2</id><enabled>true</enabled><protocol>RTSP</protocol><portNo>554</portNo>",
    ]
    guard self == .b else {
      return common + [
        "<id>3</id><enabled>true</enabled><protocol>HTTPS</protocol><portNo>443</portNo>",
        "<id>4</id><protocol>DEV_MANAGE</protocol><portNo>8000</portNo>",
      ]
    }
    return common + [
      "<id>3</id><enabled>true</enabled><protocol>HTTPS</protocol><redirectToHttps>false</redirectToHttps>"
        + "<portNo>443</portNo><TLS1_1Enable>true</TLS1_1Enable><TLS1_2Enable>true</TLS1_2Enable>",
      "<id>4</id><enabled>true</enabled><protocol>DEV_MANAGE</protocol><portNo>8000</portNo>",
      "<id>5</id><enabled>false</enabled><protocol>WebSocket</protocol><portNo>7681</portNo>",
      "<id>6</id><enabled>false</enabled><protocol>IOT</protocol><portNo>30999</portNo>",
      "<id>7</id><enabled>true</enabled><protocol>SDK_OVER_TLS</protocol><streamOverTls>false</streamOverTls>"
        + "<portNo>8443</portNo>",
    ]
  }
}
