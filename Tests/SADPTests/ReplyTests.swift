import SADP
import Testing

@Suite struct ReplyTests {
  @Test func `a recorder's reply is read whole`() throws {
    var expected = SADPReply(.inquiry(uuid: "44037D7F-7D48-4DB0-8893-05705C4AE965"))
    expected.model = "DS-7608NI-K2/8P"
    expected.serial = "DS-7608NI-K2/8P0820230601CCRRE12345678WCVU"
    expected.mac = "44-19-b6-00-a0-3f"
    expected.address = "10.20.30.10"
    expected.subnetMask = "255.255.255.0"
    expected.gateway = "10.20.30.1"
    expected.httpPort = 80
    expected.softwareVersion = "V4.30.085build 200916"
    expected.analogChannels = 0
    expected.digitalChannels = 8
    #expect(SADPReply(parsing: Array(ExampleMessages.recorder.utf8)) == expected)
  }

  @Test(arguments: ["44-19-b6-00-a0-3f", "44:19:B6:00:A0:3F", "4419b600a03f"])
  func `a hardware address is kept as announced`(_ mac: String) throws {
    #expect(try reply("<MAC>\(mac)</MAC>").mac == mac)
  }

  @Test(arguments: ["44-19-b6-00-a0", "44-19-b6-00-a0-3g", "44--19-b6-00-a0-3f-", "0123456789012", "é419b600a03f"])
  func `what is no hardware address counts as missing`(_ mac: String) throws {
    #expect(try reply("<MAC>\(mac)</MAC>").mac == nil)
  }

  @Test(
    arguments: [("false", false), (" false\r\n", false), ("true", true), ("flase", true), ("False", true), ("", true)])
  func `only the exact word makes a device inactive`(_ word: String, _ isActivated: Bool) throws {
    #expect(try reply("<Activated>\(word)</Activated>").isActivated == isActivated)
  }

  @Test func `a device that says nothing of its activation has a password`() throws {
    #expect(try reply("").isActivated)
  }

  @Test func `fields may be missing, empty or impossible`() throws {
    let elements = """
      <HttpPort>70000</HttpPort><IPv4Address>10.20.30</IPv4Address>
      <IPv4SubnetMask>255.255.255.256</IPv4SubnetMask><IPv4Gateway></IPv4Gateway><DHCP>flase</DHCP>
      <DeviceSN>  </DeviceSN><DigitalChannelNum>-1</DigitalChannelNum>
      """
    #expect(try reply(elements) == SADPReply(.inquiry(uuid: "u")))
  }

  @Test func `of two elements of a name the first counts`() throws {
    #expect(try reply("<HttpPort>81</HttpPort><HttpPort>82</HttpPort>").httpPort == 81)
  }

  @Test(arguments: [
    "<ProbeMatch><Uuid>u</Uuid><Types>inquiry</Types><OEMInfo>A<B</OEMInfo><HttpPort>81</HttpPort>",
    "<ProbeMatch><Uuid>u</Uuid><Types>inquiry</Types><HttpPort>81</HttpPort></Probe>",
    "\u{0}\u{1}<ProbeMatch><Uuid>u</Uuid><Types>inquiry</Types><HttpPort>81</HttpPort></ProbeMatch>\u{0}",
    "<ProbeMatch><Uuid>u</Uuid><Types>inquiry</Types><a>\u{1}</a><HttpPort>81</HttpPort></ProbeMatch>",
    "<?xml version='1.0' encoding='GB2312'?><ProbeMatch><Uuid>u</Uuid><Types>inquiry</Types><HttpPort>81</HttpPort>",
  ])
  func `a reply that is no well-formed document is read by its pairs`(_ text: String) throws {
    let reply = try #require(SADPReply(parsing: Array(text.utf8)))
    #expect(reply.httpPort == 81)
    #expect(reply.occasion == .inquiry(uuid: "u"))
  }

  @Test func `a device that starts announces itself without a mark`() throws {
    let text = "<Hello><Types>hello</Types><MAC>c0:56:e3:00:10:10</MAC><IPv6Address></IPv6Address></Hello>"
    let hello = try #require(SADPReply(parsing: Array(text.utf8)))
    #expect(hello.occasion == .hello)
    #expect(hello.mac == "c0:56:e3:00:10:10")
  }

  @Test(arguments: [
    "", "<", "<>", "<ProbeMatch/>", "<ProbeMatch><Types>inquiry</Types></ProbeMatch>",
    "<ProbeMatch><Uuid>u</Uuid><Types>update</Types><Result>success</Result></ProbeMatch>",
    "<Probe><Uuid>u</Uuid><Types>inquiry</Types></Probe>", "<Hello><Types>inquiry</Types></Hello>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a><b>&b;</b></a>",
  ])
  func `nothing else is taken for a reply`(_ text: String) {
    #expect(SADPReply(parsing: Array(text.utf8)) == nil)
  }

  @Test func `a reply that was written reads back`() throws {
    for text in [ExampleMessages.recorder, ExampleMessages.reply("<Activated>false</Activated><DHCP>true</DHCP>")] {
      let reply = try #require(SADPReply(parsing: Array(text.utf8)))
      #expect(SADPReply(parsing: reply.bytes) == reply)
    }
    var hello = SADPReply(.hello)
    hello.model = "a < b & c"
    #expect(SADPReply(parsing: hello.bytes) == hello)
  }

  private func reply(_ elements: String) throws -> SADPReply {
    try #require(SADPReply(parsing: Array(ExampleMessages.reply(elements).utf8)))
  }
}
