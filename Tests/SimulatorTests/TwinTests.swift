import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing
import TestSupport
import XML

@Suite struct `a twin` {
  /// A twin on a network of its own, at the moment its snapshot was taken.
  private struct Stage {
    let snapshot: RecordedSnapshot
    let clock: ManualWallClock
    let twin: SimulatedRecorder
    let client: RecorderClient

    init(_ snapshot: RecordedSnapshot) {
      self.snapshot = snapshot
      clock = ManualWallClock(startingAt: snapshot.takenAt)
      twin = SimulatedRecorder(.twin(of: snapshot, password: Secret("Sunrise-44")), clock: clock)
      let network = SimulatedNetwork(clock: clock)
      network.plugIn(twin)
      let binding = twin.binding
      let address =
        binding.http.map { DeviceAddress(.http, binding.address, port: $0) }
        ?? DeviceAddress(.https, binding.address, port: binding.https)
      client = RecorderClient(network: network, address: address)
    }
  }

  @Test func `the corpus of real devices`() {
    if !FixtureCorpus.isPresent { print("not present: \(FixtureCorpus.root.path)") }
  }

  @Test(arguments: RecordedDevice.identified)
  func `gives every recorded answer, to the byte`(_ device: RecordedDevice) async throws {
    let stage = Stage(device.recorded)
    for (endpoint, answer) in stage.snapshot.answers {
      let response = try await stage.client.send(.get(endpoint))
      #expect(response.status == answer.status, "\(endpoint)")
      #expect(Self.text(response.body) == Self.text(answer.body), "\(endpoint)")
    }
    #expect(stage.twin.log.writes == 0)
  }

  @Test(arguments: RecordedDevice.identified)
  func `takes each of its own documents back and keeps every node of it`(_ device: RecordedDevice) async throws {
    let stage = Stage(device.recorded)
    let coverage = TwinCoverage(stage.snapshot)
    for endpoint in coverage.modelled + coverage.kept {
      let before = try await stage.client.send(.get(endpoint))
      let answer = try await stage.client.send(Request(.put, endpoint, body: before.body))
      let after = try await stage.client.send(.get(endpoint))
      let words = "\(endpoint): \(answer.status) \(answer.deviceStatus.subStatusCode)"
      if answer.status == 200 {
        #expect(Self.text(after.body) == Self.text(before.body), "\(words)")
      } else {
        #expect(Self.isReadOnly(endpoint), "\(words)")
      }
    }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func isReadOnly(_ endpoint: Endpoint) -> Bool {
    endpoint.path.lowercased().hasSuffix("capabilities") || endpoint.path.hasSuffix("/ContentMgmt/Storage")
      || endpoint.path.lowercased().hasSuffix("status")
  }

  @Test func `masks what nobody else may see, and says what`() throws {
    let answers: [Endpoint: RecordedAnswer] = [
      "/ISAPI/System/Network/mailing": Self.answer(
        """
        <mailing><sender><emailAddress>guard@site.example</emailAddress><name>x</name><smtp><enableAuthorization>true\
        </enableAuthorization><hostName>mail.example</hostName><accountName>guard@site.example</accountName><password>\
        Hunter-2!</password></smtp></sender><receiverList><receiver><id>1</id><emailAddress>boss@site.example\
        </emailAddress></receiver><receiver><id>2</id><emailAddress>guard@site.example</emailAddress></receiver>\
        </receiverList></mailing>
        """),
      "/ISAPI/System/Network/EZVIZ": Self.answer("<EZVIZ><verificationCode>QWERTY</verificationCode></EZVIZ>"),
      "/ISAPI/System/Network/interfaces/2/wireless": Self.answer(
        "<Wireless><WPA><sharedKey>wifi-of-the-house</sharedKey></WPA></Wireless>"),
      "/ISAPI/Event/notification/httpHosts": Self.answer(
        "<HttpHostNotification><url>http://hook:tok-77@alarm.example/in?token=tok-78&amp;format=xml</url>"
          + "</HttpHostNotification>"),
      "/ISAPI/ContentMgmt/InputProxy/channels": Self.answer(
        "<InputProxyChannelList><InputProxyChannel><id>1</id><sourceInputPortDescriptor><userName>porch-user"
          + "</userName><password>Porch-9</password></sourceInputPortDescriptor></InputProxyChannel>"
          + "</InputProxyChannelList>"),
      "/ISAPI/Security/users": Self.answer("<UserList><User><userName>viewer</userName></User></UserList>"),
      "/ISAPI/System/capabilities": Self.answer("<DeviceCap><keyIterateNum>100</keyIterateNum></DeviceCap>"),
      "/ISAPI/System/log.txt": RecordedAnswer(status: 200, body: Array("free text Hunter-2!".utf8)),
    ]
    let identity = DeviceIdentity(serial: "S0123454821", model: "m", mac: "", firmware: "", firmwareReleased: "")
    let snapshot = RecordedSnapshot(
      sanitising: answers, of: identity, at: Date(timeIntervalSince1970: 1_769_860_800.7), tool: "1.0.0")
    let text = snapshot.answers.values.map { String(decoding: $0.body, as: UTF8.self) }.joined()
    for secret in [
      "guard@", "boss@", "Hunter-2!", "QWERTY", "wifi-of-the-house", "tok-77", "tok-78", "hook", "porch-user",
      "Porch-9",
    ] { #expect(!text.contains(secret), "\(secret)") }
    for kept in ["viewer", "100", "mail.example", "alarm.example", "format=xml"] { #expect(text.contains(kept)) }
    let mail = try #require(snapshot.document(at: "/ISAPI/System/Network/mailing")).root
    #expect(mail.text(at: "sender/emailAddress") == mail.text(at: "sender/smtp/accountName"))
    #expect(Set(snapshot.masked.map(\.kind)) == Set(MaskedField.Kind.allCases).subtracting([.key, .token]))
    #expect(snapshot.masked.contains { $0.field == "receiverList/receiver[2]/emailAddress" })
    let again = RecordedSnapshot(sanitising: snapshot.answers, of: identity, at: snapshot.takenAt, tool: "1.0.0")
    #expect(again.answers == snapshot.answers)
  }

  @Test func `keeps nodes that nobody knows through a write, and forgets values in a reset`() async throws {
    let answers: [Endpoint: RecordedAnswer] = [
      .deviceInfo: Self.answer(
        """
        <DeviceInfo version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema"><deviceName>Yard</deviceName>\
        <model>DS-7608NI-K2/8P</model><serialNumber>DS-7608NI-K2/8P0820200101CCRR0123454821WCVU</serialNumber>\
        <macAddress>44:19:b6:00:a0:3f</macAddress><firmwareVersion>V4.62.210</firmwareVersion><futureSwitch kind="x">\
        7</futureSwitch></DeviceInfo>
        """),
      "/ISAPI/System/Network/UPnP": RecordedAnswer(
        status: 403,
        body: Array("<ResponseStatus><statusCode>4</statusCode></ResponseStatus>".utf8)),
      "/ISAPI/System/Future": Self.answer("<Future><a>1</a><!-- odd --><b/></Future>"),
    ]
    let identity = DeviceIdentity(
      serial: "DS-7608NI-K2/8P0820200101CCRR0123454821WCVU", model: "DS-7608NI-K2/8P", mac: "44:19:b6:00:a0:3f",
      firmware: "V4.62.210", firmwareReleased: "")
    let stage = Stage(
      RecordedSnapshot(
        sanitising: answers, of: identity, at: Date(timeIntervalSince1970: 1_769_860_800), tool: "1.0.0"))
    #expect(stage.twin.profile.family == .b)
    try await stage.client.change("/ISAPI/System/deviceInfo") { $0.setText("Gate", at: "deviceName") }
    try await stage.client.change("/ISAPI/System/Future") { $0.setText("2", at: "a") }
    let text = String(decoding: try await stage.client.send(.get(.deviceInfo)).body, as: UTF8.self)
    #expect(
      text.contains("<deviceName>Gate</deviceName>") && text.contains("<futureSwitch kind=\"x\">7</futureSwitch>"))
    let future = try await stage.client.send(.get("/ISAPI/System/Future"))
    #expect(String(decoding: future.body, as: UTF8.self).contains("<a>2</a><!-- odd --><b/>"))
    #expect(try await stage.client.send(.get("/ISAPI/System/Network/UPnP")).status == 403)
    #expect(try await stage.client.send(.get("/ISAPI/System/Network/SNMP")).status == 403)

    _ = try await stage.client.send(Request(.put, "/ISAPI/System/factoryReset?mode=full"))
    stage.clock.advance(by: Bench.rebootTime)
    #expect(!stage.twin.isActivated)
    #expect(stage.twin.text(at: "/ISAPI/System/deviceInfo", "deviceName") == "Network Video Recorder")
    #expect(stage.twin.text(at: "/ISAPI/System/deviceInfo", "futureSwitch") == "7")
  }

  private static func answer(_ text: String) -> RecordedAnswer {
    RecordedAnswer(
      status: 200, body: Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(text)\n".utf8))
  }
}
