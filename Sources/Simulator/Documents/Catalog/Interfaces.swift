import XML

extension Resource {
  /// The network interface with its address and link (isapi.md 4.1).
  static let interfaces = Resource(
    path: "/ISAPI/System/Network/interfaces",
    item: "NetworkInterface",
    parts: ["ipAddress": "IPAddress", "link": "Link", "discovery": "Discovery"],
    readOnly: ["id", "Link/MACAddress"],
    optional: ["IPAddress/Ipv6Mode", "IPAddress/ipv6Address", "IPAddress/bitMask"],
    rules: [
      .word("IPAddress/ipVersion", ["v4", "v6", "dual"]),
      .word("IPAddress/addressingType", ["static", "dynamic", "apipa"]),
      .address("IPAddress/ipAddress"),
      .address("IPAddress/subnetMask", "badNetMask"),
      .address("IPAddress/DefaultGateway/ipAddress", "badGateway"),
      .address("IPAddress/PrimaryDNS/ipAddress", "badDns"),
      .address("IPAddress/SecondaryDNS/ipAddress", "badDns"),
      .number("Link/MTU", 500...1500, "badMTU"),
      .word("Link/speed", ["10", "100", "1000"]),
      .word("Link/duplex", ["half", "full"]),
    ],
    check: checkAddress,
    accept: { (element, state, change) throws(Refusal) in
      guard element.text(at: "IPAddress/addressingType") == "dynamic" else { return }
      // What DHCP gives is not written by hand; the answer says OK all the same (isapi.md 4.1).
      for field in leased {
        element.setText(change.current.text(at: field) ?? "", at: field)
      }
      guard let lease = state.behavior.lease else { return }
      element.setText(lease.address, at: "IPAddress/ipAddress")
      element.setText(lease.mask, at: "IPAddress/subnetMask")
      element.setText(lease.gateway, at: "IPAddress/DefaultGateway/ipAddress")
    }
  ) { profile in
    """
    <NetworkInterfaceList\(profile.family.root)>
    <NetworkInterface\(profile.family.item)>
    <id>1</id>
    <IPAddress\(profile.family.item)>
    <ipVersion>dual</ipVersion>
    <addressingType>static</addressingType>
    <ipAddress>192.168.1.64</ipAddress>
    <subnetMask>255.255.255.0</subnetMask>
    <ipv6Address>::</ipv6Address>
    <bitMask>64</bitMask>
    <DefaultGateway>
    <ipAddress>192.168.1.1</ipAddress>
    <ipv6Address>::</ipv6Address>
    </DefaultGateway>
    <PrimaryDNS>
    <ipAddress>0.0.0.0</ipAddress>
    </PrimaryDNS>
    <SecondaryDNS>
    <ipAddress>0.0.0.0</ipAddress>
    </SecondaryDNS>
    <Ipv6Mode>
    <ipV6AddressingType>ra</ipV6AddressingType>
    <ipv6AddressList>
    </ipv6AddressList>
    </Ipv6Mode>
    <DNSEnable>false</DNSEnable>
    </IPAddress>
    <Discovery\(profile.family.item)>
    <UPnP>
    <enabled>false</enabled>
    </UPnP>
    <Zeroconf>
    <enabled>true</enabled>
    </Zeroconf>
    </Discovery>
    <Link\(profile.family.item)>
    <MACAddress>\(profile.mac)</MACAddress>
    <autoNegotiation>true</autoNegotiation>
    <speed>1000</speed>
    <duplex>full</duplex>
    <MTU>1500</MTU>
    </Link>
    <defaultConnection>true</defaultConnection>
    </NetworkInterface>
    </NetworkInterfaceList>
    """
  }

  private static let leased: [XMLPath] = [
    "IPAddress/ipAddress", "IPAddress/subnetMask", "IPAddress/DefaultGateway/ipAddress",
    "IPAddress/PrimaryDNS/ipAddress", "IPAddress/SecondaryDNS/ipAddress",
  ]

  private static let checkAddress: @Sendable (XMLElement, CheckContext) throws(Refusal) -> Void = {
    (sent, context) throws(Refusal) in
    guard sent.text(at: "IPAddress/addressingType") == "static" else { return }
    guard let own = IPv4(sent.text(at: "IPAddress/ipAddress") ?? ""), own.bits != 0 else {
      throw .content("badIPv4Address")
    }
    guard let mask = IPv4(sent.text(at: "IPAddress/subnetMask") ?? ""), mask.isMask else {
      throw .content("badNetMask")
    }
    let host = own.bits & ~mask.bits
    if mask.bits < ~UInt32(1), host == 0 || host == ~mask.bits { throw .content("badIPv4Address") }
    if context.foreignAddresses.contains(own.description) { throw .content("conflictIPv4Address") }
    try checkGateway(sent, own: own, mask: mask)
    try checkServers(sent)
  }

  private static func checkGateway(_ sent: XMLElement, own: IPv4, mask: IPv4) throws(Refusal) {
    guard let gateway = IPv4(sent.text(at: "IPAddress/DefaultGateway/ipAddress") ?? ""), gateway.bits != 0
    else { return }
    if gateway == own || !gateway.isNeighbour(of: own, mask: mask) { throw .content("badGateway") }
  }

  private static func checkServers(_ sent: XMLElement) throws(Refusal) {
    let first = IPv4(sent.text(at: "IPAddress/PrimaryDNS/ipAddress") ?? "")?.bits ?? 0
    let second = IPv4(sent.text(at: "IPAddress/SecondaryDNS/ipAddress") ?? "")?.bits ?? 0
    if first != 0, first == second { throw .operation("dns1dns2CanNotSame") }
  }
}
