import ISAPI
import Testing
import XML

/// What recorders tell of the cameras on their channels and in their neighbourhood.
@Suite struct CameraCodecTests {
  private static let canary = "Heron-9-in-clear"

  private static func search(_ fields: String) -> Response {
    let body = """
      <VideoSourceList version="2.0"><VideoSourceDescriptor><id>1</id><proxyProtocol>HIKVISION</proxyProtocol>\
      <ipAddress>10.20.30.31</ipAddress><managePortNo>8000</managePortNo><serialNumber>0000007731</serialNumber>\
      <macAddress>44:19:b6:00:c0:01</macAddress>\(fields)<deviceModel>DS-2CD2386G2-IU</deviceModel>\
      </VideoSourceDescriptor><VideoSourceDescriptor><id>2</id></VideoSourceDescriptor></VideoSourceList>
      """
    return Response(status: 200, headers: ["Content-Type": "application/xml"], body: Array(body.utf8))
  }

  @Test(arguments: [
    "<password>\(canary)</password>", "<userName>\(canary)</userName>", "<Passwd>\(canary)</Passwd>",
    "<login><adminPassword>\(canary)</adminPassword></login>", "<loginName>\(canary)</loginName>",
    "<ns:password xmlns:ns=\"urn:x\">\(canary)</ns:password>",
  ])
  func `nothing to log in with is left of a search`(_ field: String) throws {
    let clean = Self.search(field).withoutCredentials(of: FoundCamera.search)
    #expect(!String(decoding: clean.body, as: UTF8.self).contains("Heron"))
    let found = FoundCamera.all(in: try XMLDocument(parsing: clean.body).root)
    #expect(found.map(\.serial) == ["0000007731"])
  }

  @Test func `nothing is left of a search that cannot be read`() {
    let torn = Response(status: 200, body: Array("<VideoSourceList><password>\(Self.canary)".utf8))
    #expect(torn.withoutCredentials(of: FoundCamera.search).body.isEmpty)
    #expect(torn.withoutCredentials(of: "/ISAPI/System/time") == torn)
  }

  @Test func `a found camera tells whether it has an administrator, where the recorder says so`() throws {
    func found(_ fields: String) throws -> FoundCamera? {
      FoundCamera.all(in: try XMLDocument(parsing: Self.search(fields).body).root).first
    }
    #expect(try found("<activated>false</activated>")?.isActivated == false)
    #expect(try found("<activated>TRUE</activated>")?.isActivated == true)
    #expect(try found("")?.isActivated == nil)
    #expect(Request.get(FoundCamera.search).timeLimit == FoundCamera.searchLimit)
    #expect(Request.get(.deviceInfo).timeLimit == nil)
  }

  private static func state(_ fields: String) throws -> ChannelState? {
    let text = "<List size=\"32\"><InputProxyChannelStatus><id>7</id>\(fields)</InputProxyChannelStatus></List>"
    return ChannelState.all(in: try XMLDocument(parsing: Array(text.utf8)).root)["7"]
  }

  @Test(arguments: [
    ("<online>true</online><chanDetectResult>connect</chanDetectResult>", true, false),
    ("<chanDetectResult>connect</chanDetectResult>", true, false),
    ("<online>false</online><chanDetectResult>connecting</chanDetectResult>", false, true),
    ("<online>false</online>", false, false),
  ])
  func `a channel is online, connecting or neither`(_ fields: String, _ isOnline: Bool, _ isConnecting: Bool) throws {
    let state = try #require(try Self.state(fields))
    #expect(state.isOnline == isOnline)
    #expect(state.isConnecting == isConnecting)
    #expect(state.security == nil)
  }

  @Test(arguments: [
    ("errorUserNameOrPasswd", "it refuses the user name or password"), ("netUnreachable", "it cannot be reached"),
    ("notExist", "nothing answers at its address"), ("NETUNREACHABLE", "it cannot be reached"),
    ("unknownError", "offline, reason unknown"), ("somethingNew", "offline, reason unknown"),
    ("", "offline, reason unknown"),
  ])
  func `the reason is told in plain words, and an unknown word is none`(_ word: String, _ reason: String) throws {
    let state = try Self.state("<online>false</online><chanDetectResult>\(word)</chanDetectResult>")
    #expect(state?.reason == reason)
    #expect(state?.refusesLogin == (word == "errorUserNameOrPasswd"))
  }

  @Test func `grades of security are read, and unknown ones are none`() throws {
    #expect(try Self.state("<securityStatus>weak</securityStatus>")?.security == .weak)
    #expect(try Self.state("<securityStatus>Inactive</securityStatus>")?.security == .inactive)
    #expect(try Self.state("<securityStatus>excellent</securityStatus>")?.security == nil)
  }
}
