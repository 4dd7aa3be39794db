import ISAPI
import SADP
import Testing

@testable import Device

@Suite struct DiscoverySurveyTests {
  private static let uuid = "44037D7F-7D48-4DB0-8893-05705C4AE965"

  @Test func `a device that answers twice is one, and its last word counts`() {
    var survey = DiscoverySurvey(uuid: Self.uuid)
    _ = survey.hear(answer(mac: "44-19-b6-00-a0-3f", address: "192.168.1.64"))
    _ = survey.hear(answer(mac: "44:19:B6:00:A0:3F", address: "10.20.30.10"))
    #expect(survey.devices.map(\.address) == ["10.20.30.10"])
    #expect(survey.devices.map(\.identity.mac) == ["44:19:b6:00:a0:3f"])
  }

  @Test func `devices come in the order of their hardware addresses`() {
    var survey = DiscoverySurvey(uuid: Self.uuid)
    for mac in ["44-19-b6-00-00-03", "44-19-b6-00-00-01", "44-19-b6-00-00-02"] { _ = survey.hear(answer(mac: mac)) }
    #expect(survey.devices.map { $0.identity.mac.suffix(2) } == ["01", "02", "03"])
  }

  @Test func `the mark comes back in any letter case`() {
    var survey = DiscoverySurvey(uuid: Self.uuid)
    #expect(survey.hear(answer(mac: "44-19-b6-00-00-01", uuid: Self.uuid.lowercased())) != .nothing)
    #expect(survey.devices.count == 1)
  }

  @Test func `a device without a hardware address is told by its serial, and one without both by nothing`() {
    var survey = DiscoverySurvey(uuid: Self.uuid)
    _ = survey.hear(answer(mac: nil))
    var nameless = SADPReply(.inquiry(uuid: Self.uuid))
    nameless.model = "DS-7608NI-K2/8P"
    #expect(survey.hear(nameless.bytes) == .nothing)
    #expect(survey.devices.map(\.identity.serial) == ["DS-7608NI-K2/8P0820230601CCRRE12345678WCVU"])
  }

  @Test func `answers to others and greetings make us ask again, but not without end`() {
    var survey = DiscoverySurvey(uuid: Self.uuid)
    #expect(survey.hear(answer(mac: "44-19-b6-00-00-01", uuid: "another")) == .hint)
    #expect(survey.hear(SADPReply(.hello).bytes) == .hint)
    let more = (0..<20).map { _ in survey.hear(SADPReply(.hello).bytes) }
    #expect(more.contains(.nothing))
    #expect(survey.devices.isEmpty)
  }

  @Test func `our own question and noise are nothing`() {
    var survey = DiscoverySurvey(uuid: Self.uuid)
    #expect(survey.hear(SADPInquiry(uuid: Self.uuid).bytes) == .nothing)
    #expect(survey.hear([0xFF, 0x00]) == .nothing)
    #expect(survey.hear([]) == .nothing)
  }

  @Test(arguments: [
    ("V4.30.085build 200916", "V4.30.085", "build 200916"), ("V5.0, build 200909", "V5.0", "build 200909"),
    ("V1.2.0", "V1.2.0", ""),
  ])
  func `version and build are told apart as deviceInfo does`(_ text: String, _ firmware: String, _ released: String) {
    var reply = SADPReply(.inquiry(uuid: Self.uuid))
    reply.mac = "4419b600a03f"
    reply.softwareVersion = text
    let identity = DiscoveredDevice(reply).identity
    #expect(identity.firmware == firmware)
    #expect(identity.firmwareReleased == released)
    #expect(identity.mac == "44:19:b6:00:a0:3f")
  }

  @Test(
    arguments: [
      ("DS-7608NI-K2/8P", 8, .recorder), ("iDS-9632NXI-I8/X", nil, .recorder), ("OEM-16", 16, .recorder),
      ("DS-2CD2385G1-I", 1, .camera), ("DS-KH6320-WTE1", 0, .other), (nil, nil, .other),
    ] as [(String?, Int?, DiscoveredDevice.Kind)])
  func `a recorder is known by its series or its channels`(
    _ model: String?, _ channels: Int?, _ kind: DiscoveredDevice.Kind
  ) {
    var reply = SADPReply(.inquiry(uuid: Self.uuid))
    reply.model = model
    reply.digitalChannels = channels
    #expect(DiscoveredDevice(reply).kind == kind)
  }

  @Test func `questions come close together first and go on as long as the search`() {
    #expect(InquirySchedule.times(within: .zero) == [.zero])
    #expect(InquirySchedule.times(within: .seconds(1)) == [.zero, .milliseconds(500)])
    #expect(
      InquirySchedule.times(within: .seconds(6))
        == [.zero, .milliseconds(500), .milliseconds(1_500), .milliseconds(3_500), .milliseconds(5_500)])
    #expect(InquirySchedule.times(within: .seconds(120)).count == 62)
  }

  private func answer(mac: String?, address: String = "10.20.30.10", uuid: String = Self.uuid) -> [UInt8] {
    var reply = SADPReply(.inquiry(uuid: uuid))
    reply.mac = mac
    reply.serial = "DS-7608NI-K2/8P0820230601CCRRE12345678WCVU"
    reply.address = address
    return reply.bytes
  }
}
