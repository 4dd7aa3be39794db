import Diagnostics
import ISAPI
import Planner
import Settings
import TestSupport
import Testing

@testable import Commands

@Suite struct PlanTextTests {
  @Test func `a change in place`() throws {
    let result = try PlannedSample.result(on: SampleRecorder.snapshot(login: .previous))
    try GoldenFile.expect(PlannedSample.text([result], planFile: "nvr-1.nvrplan"), equals: "in-place.txt")
  }

  @Test func `a full reset`() throws {
    let result = try PlannedSample.result(.reset(.full))
    try GoldenFile.expect(PlannedSample.text([result], planFile: "nvr-1.nvrplan"), equals: "reset-full.txt")
  }

  @Test func `a basic reset without a plan file`() throws {
    try GoldenFile.expect(PlannedSample.text([try PlannedSample.result(.reset(.basic))]), equals: "reset-basic.txt")
  }

  @Test func `a reset that gates stand against`() throws {
    let declaration = try PlannedSample.declaration(replacing: ", \"http://192.168.1.64\"", with: "")
    var survey = PlannedSample.survey
    survey.defaultAddress?.answers = true
    survey.triesLeft = 3
    let result = try PlannedSample.result(.reset(.full), of: declaration, survey: survey)
    try GoldenFile.expect(PlannedSample.text([result]), equals: "blocked.txt")
  }

  @Test func `a recorder found inactive`() throws {
    let declaration = try PlannedSample.declaration()
    var result = try PlannedSample.result()
    let request = PlanRequest(
      declaration: declaration, finding: .inactive(at: DeviceAddress(.http, "192.168.1.64")),
      now: try #require(result.plan?.createdAt), tool: "1.0.0")
    result.outcome = .success(try Plan(for: request))
    try GoldenFile.expect(PlannedSample.text([result]), equals: "provision.txt")
  }

  @Test func `a value that cannot be had`() throws {
    let declaration = try PlannedSample.declaration(
      replacing: "deviceName", with: "services: {telnet: {enabled: true}}\n  deviceName")
    try GoldenFile.expect(PlannedSample.text([try PlannedSample.result(of: declaration)]), equals: "impossible.txt")
  }

  @Test func `a camera that moved, one that refuses its password and one that is badly secured`() throws {
    func state(_ channel: Int, _ fields: String) -> String {
      "<InputProxyChannelStatus><id>\(channel)</id>\(fields)</InputProxyChannelStatus>"
    }
    var changes = SampleRecorder.document(
      Cameras.list, replacing: "<ipAddress>10.20.30.25</ipAddress>",
      with: "<ipAddress>10.20.30.24</ipAddress><serialNumber>DS-2CD2143G2-I20200101AAWR0000007731</serialNumber>")
    changes[ChannelState.list] = """
      <InputProxyChannelStatusList>\
      \(state(1, "<online>false</online><chanDetectResult>errorUserNameOrPasswd</chanDetectResult>"))\
      \(state(2, "<online>true</online><securityStatus>weak</securityStatus>"))\
      \(state(5, "<online>true</online>"))</InputProxyChannelStatusList>
      """
    let result = try PlannedSample.result(on: SampleRecorder.snapshot(changes: changes))
    try GoldenFile.expect(PlannedSample.text([result]), equals: "cameras.txt")
  }

  @Test func `one line for a recorder that is as declared`() throws {
    try GoldenFile.expect(PlannedSample.text([try Self.unchanged()]), equals: "unchanged.txt")
  }

  @Test func `a fleet of three`() throws {
    var failed = try PlannedSample.result()
    failed.outcome = .failure(
      Problem("nobody answers at https://10.20.30.12", advice: ["check power and network"], status: .failed))
    let results = [try Self.unchanged(), try Self.unchanged(), try PlannedSample.result(), failed]
    try GoldenFile.expect(PlannedSample.text(results), equals: "fleet.txt")
  }

  @Test func `no line is wider than 80 columns, whatever the names`() throws {
    let wide = String(repeating: "玄関", count: 5)
    let declaration = try PlannedSample.declaration(replacing: "deviceName: riverside", with: "deviceName: \(wide)")
    let snapshot = try SampleRecorder.snapshot(
      login: .previous,
      changes: SampleRecorder.document(
        .deviceInfo, replacing: "Network Video Recorder", with: String(repeating: "録画装置", count: 40)))
    for goal in [PlanRequest.Goal.inPlace, .reset(.full), .reset(.basic)] {
      let text = PlannedSample.text([try PlannedSample.result(goal, of: declaration, on: snapshot)])
      for line in text.split(separator: "\n") { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
      #expect(text.contains("玄関"))
    }
  }

  @Test(arguments: ["\u{1B}[31mred", "a\u{202E}b", "line\nbreak", "bell\u{7}", "zero\u{200B}width"])
  func `a name from the recorder does nothing to a terminal`(_ name: String) throws {
    let escaped = name.replacing("\u{1B}", with: "").replacing("\u{7}", with: "")
    var identity = SampleRecorder.identity
    identity.model = name
    let snapshot = try SampleRecorder.snapshot(
      identity: identity,
      changes: SampleRecorder.document(.deviceInfo, replacing: "Network Video Recorder", with: escaped))
    let text = PlannedSample.text([try PlannedSample.result(on: snapshot)])
    #expect(!text.unicodeScalars.contains { $0 != "\n" && InertText.isActive($0) })
  }

  @Test func `colour repeats the marks and changes nothing else`() throws {
    let results = [try PlannedSample.result(.reset(.full))]
    let plain = PlanReportText(results: results, paths: ["."], palette: .plain).text
    let coloured = PlanReportText(results: results, paths: ["."], palette: .ansi).text
    #expect(coloured != plain)
    #expect(coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
  }

  @Test func `as many changes are drawn as are counted`() throws {
    let result = try PlannedSample.result(on: SampleRecorder.snapshot(login: .previous))
    let summary = try #require(result.plan).summary
    let lines = PlannedSample.text([result]).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("  ~ ") } == summary.change)
    #expect(lines.count { $0.hasPrefix("  + ") } == summary.add)
    #expect(lines.count { $0.hasPrefix("  * ") } == summary.rotate)
    #expect(lines.contains { $0.contains("\(summary.change) to change") })
  }

  @Test func `programs get the same figures and the same exit status`() throws {
    var failed = try PlannedSample.result()
    failed.outcome = .failure(Problem("nobody answers", status: .failed))
    let results = [try PlannedSample.result(), failed]
    let document = PlanDocument(results)
    #expect(document.summary == results[0].plan?.summary)
    #expect(document.exit == PlanReportText(results: results, paths: []).exitStatus.rawValue)
    #expect(document.recorders.map(\.exit) == [2, 1])
  }

  @Test func `serials are shown by their end`() throws {
    let text = PlannedSample.text([try PlannedSample.result()])
    #expect(text.contains("serial ..4821"))
    #expect(!text.contains("0123454821"))
  }

  private static func unchanged() throws -> PlanningResult {
    let declaration = try PlannedSample.declaration()
    var result = try PlannedSample.result()
    var same = declaration
    same.settings = same.settings.filter { $0.setting == "network" }
    for index in same.settings.indices {
      same.settings[index].items[0].fields.removeAll { $0.path == "network.dns" }
    }
    result = try PlannedSample.result(of: same)
    return result
  }
}
