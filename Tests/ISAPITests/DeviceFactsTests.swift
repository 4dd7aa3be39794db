import ISAPI
import Testing
import XML

@Suite struct DeviceFactsTests {
  @Test func `the identity is read from deviceInfo`() throws {
    let root = try XMLDocument(
      parsing: Array(
        """
        <DeviceInfo xmlns="urn:example"><model>DS-7608NI-K2/8P</model>
        <serialNumber> DS-7608NI-K2/8P0820200101CCRRE12345678WCVU
        </serialNumber><macAddress>A4-14-37-00-00-01</macAddress><firmwareVersion>V4.30.085</firmwareVersion>
        <firmwareReleasedDate>build 200916</firmwareReleasedDate></DeviceInfo>
        """.utf8)
    ).root
    let identity = DeviceIdentity(deviceInfo: root)
    #expect(
      identity
        == DeviceIdentity(
          serial: "DS-7608NI-K2/8P0820200101CCRRE12345678WCVU", model: "DS-7608NI-K2/8P", mac: "a4:14:37:00:00:01",
          firmware: "V4.30.085", firmwareReleased: "build 200916"))
    #expect(identity?.hasSerial("E12345678") == true)
  }

  @Test func `a document without a serial is no identity`() {
    #expect(DeviceIdentity(deviceInfo: XMLElement("DeviceInfo")) == nil)
    #expect(DeviceIdentity(deviceInfo: XMLElement("Time") { XMLElement("serialNumber", text: "1") }) == nil)
  }

  @Test(
    arguments: [
      (200, "<ActivateStatus><Activated>true</Activated></ActivateStatus>", .active),
      (200, "<a><isActivated>TRUE</isActivated></a>", .active),
      (200, "<ActivateStatus><Activated>false</Activated></ActivateStatus>", .inactive(supportVersion: nil)),
      (
        200, "<ActivateStatus><activated>false</activated><supportVersion>3</supportVersion></ActivateStatus>",
        .inactive(supportVersion: 3)
      ),
      (200, "<html/>", .unknown), (200, "", .unknown), (200, "<a><Activated>maybe</Activated></a>", .unknown),
      (404, "<ActivateStatus><Activated>false</Activated></ActivateStatus>", .unknown),
    ] as [(Int, String, ActivationState)])
  func `the activation state is read, and unknown is not inactive`(
    _ status: Int, _ body: String, _ state: ActivationState
  ) {
    #expect(ActivationState(activateStatus: Response(status: status, body: Array(body.utf8))) == state)
  }
}

@Suite struct DeviceFolderTests {
  @Test(arguments: [
    "E12345678", "e12345678", "DS-7608NI-K2/8P0820200101CCRRE12345678WCVU", "DS7608NIK2/8P0820200101CCRRE12345678",
  ])
  func `a recorder has one folder however its serial is written`(_ serial: String) {
    #expect(DeviceFolder(serial: serial).ledger == "devices/E12345678/ledger.json")
  }

  @Test(arguments: ["0123454821", "DS-7608NI-K2/8P0820230601CCRR0123454821WCVU"])
  func `a short serial of digits is found behind the region code`(_ serial: String) {
    #expect(DeviceFolder(serial: serial).lock == "devices/0123454821/lock")
  }

  @Test func `a serial of another shape is kept whole, without what a path must not hold`() {
    #expect(DeviceFolder(serial: "../0123454821").pin == "devices/0123454821/pin.json")
    #expect(DeviceFolder(address: DeviceAddress(.http, "NVR.example", port: 8080)).name == "at-nvr.example-8080")
  }
}

@Suite struct FirmwareRangeTests {
  @Test(arguments: [
    (">=4.30.085 <5", "V4.30.085", true), (">=4.30.085 <5", "V4.74.210 build 240108", true),
    (">=4.30.085 <5", "V4.30.84", false), (">=4.30.085 <5", "V5.03.020", false), ("<5", "V5", false),
    ("4.30", "V4.30.000", true), (">4.30", "V4.30.001", true), ("<=4.30", "V4.30.001", false),
    ("=4.30.85", "v4.30.085", true), (">=4", "unknown", false),
  ])
  func `a version is compared number by number`(_ range: String, _ version: String, _ isInside: Bool) {
    #expect(FirmwareRange(range)?.contains(version) == isInside)
  }

  @Test(arguments: ["", " ", ">=", "latest", ">=4.x", ">= 4", "4..1"])
  func `a range that cannot be read is refused`(_ text: String) {
    #expect(FirmwareRange(text) == nil)
  }
}

@Suite struct DescriptionTests {
  @Test func `a request and a response show no header, query or body`() {
    let request = Request(.put, "/a?iv=s3cret", headers: ["Authorization": "s3cret"], body: Array("s3cret".utf8))
    let response = Response(status: 200, headers: ["X": "s3cret"], body: Array("s3cret".utf8))
    var dumped = "\(request) \(response) \(String(reflecting: request)) \(String(reflecting: response))"
    dump(request, to: &dumped)
    dump(response, to: &dumped)
    #expect(!dumped.contains("s3cret"))
    #expect("\(request)" == "PUT /a (6 bytes)")
  }
}
