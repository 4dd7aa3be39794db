import Diagnostics
import ISAPI
import Settings
import Testing
import XML

@Suite struct AccessTests {
  @Test(arguments: [
    ("{http: {enabled: false}, https: {enabled: false}}", ["NVR0253"]),
    ("{https: {enabled: false, redirectHTTP: true}}", ["NVR0254"]),
    ("{http: {port: 8000}, sdk: {port: 8000}}", ["NVR0252"]),
    ("{rtsp: {port: 555}}", ["NVR0251"]),
    ("{rtsp: {port: 1023}}", ["NVR0251"]),
    ("{rtsp: {port: 554}}", []),
    ("{sdk: {port: 1999}}", ["NVR0121"]),
    ("{websocket: {port: 7682}}", ["NVR0121"]),
    ("{https: {minimumTLS: 1.2}}", ["NVR0120"]),
    ("{https: {minimumTLS: \"1.2\"}}", []),
    ("{http: {enabled: false}, https: {enabled: true}}", []),
  ])
  func `what would close the way in is refused offline`(_ services: String, _ codes: [String]) throws {
    let (_, diagnostics) = try SpecText("{services: \(services)}").decoded(by: AccessPorts.self)
    #expect(diagnostics.map(\.code.text) == codes)
  }

  @Test func `protocols are told apart by name, whatever their ids`() throws {
    var live = try FactoryRecorder.b.snapshot
    var document = try #require(live[AccessPorts.endpoint])
    var id = 20
    document.root.modifyElements(named: "AdminAccessProtocol") { item in
      item.setText(String(id), at: "id")
      id -= 1
    }
    live.readings[AccessPorts.endpoint] = .document(document)
    let change = try Self.change("{rtsp: {port: 10554}}", live)
    #expect(change.fields == [FieldChange(path: "services.rtsp.port", before: "554", after: "10554")])
  }

  @Test func `the vendor's protocol without a switch is on and cannot be switched off`() throws {
    let live = try FactoryRecorder.a.snapshot
    let on = try Self.desired("{sdk: {enabled: true}}")
    #expect(AccessPorts.compare(on, with: live) == [.same(item: nil, paths: ["services.sdk.enabled"])])
    let off = try Self.desired("{sdk: {enabled: false}}")
    guard case .impossible? = AccessPorts.compare(off, with: live).first else {
      Issue.record("a service that is on was taken for off")
      return
    }
  }

  @Test func `a protocol the recorder lacks counts as off, with all that belongs to it`() throws {
    let live = try FactoryRecorder.a.snapshot
    let desired = try Self.desired("{websocket: {enabled: false, port: 7681}, https: {redirectHTTP: false}}")
    let findings = AccessPorts.compare(desired, with: live)
    #expect(
      findings == [
        .notApplicable(
          paths: ["services.https.redirectHTTP", "services.websocket.enabled", "services.websocket.port"],
          reason: "the recorder has no such switch")
      ])
  }

  @Test func `the last way in is not closed by half`() throws {
    var live = try FactoryRecorder.a.snapshot
    var document = try #require(live[AccessPorts.endpoint])
    document.root.modifyElements(named: "AdminAccessProtocol") { item in
      if item.text(at: "protocol") == "HTTPS" { item.setText("false", at: "enabled") }
    }
    live.readings[AccessPorts.endpoint] = .document(document)
    let findings = AccessPorts.compare(try Self.desired("{http: {enabled: false}}"), with: live)
    #expect(ContractCase.changes(findings) == nil)
  }

  @Test func `a port that another protocol has is refused, and an exchange of two is not`() throws {
    let live = try FactoryRecorder.a.snapshot
    let taken = AccessPorts.compare(try Self.desired("{http: {port: 8000}}"), with: live)
    #expect(ContractCase.changes(taken) == nil)
    let exchange = AccessPorts.compare(try Self.desired("{http: {port: 443}, https: {port: 80}}"), with: live)
    #expect(ContractCase.changes(exchange)?.first?.fields.count == 2)
  }

  @Test func `the oldest version of TLS is the lowest that is switched on`() throws {
    let live = try FactoryRecorder.b.snapshot
    let change = try Self.change("{https: {minimumTLS: \"1.2\"}}", live)
    #expect(change.fields.map(\.before) == ["1.1"])
    let request = try #require(try AccessPorts.requests(for: change, on: live, secrets: ContractCase.secrets).first)
    let https = try XMLDocument(parsing: request.body).root.elements(named: "AdminAccessProtocol")
      .first { $0.text(at: "protocol") == "HTTPS" }
    #expect(https?.text(at: "TLS1_1Enable") == "false")
    #expect(https?.text(at: "TLS1_2Enable") == "true")
    let newer = AccessPorts.compare(try Self.desired("{https: {minimumTLS: \"1.3\"}}"), with: live)
    #expect(ContractCase.changes(newer) == nil)
  }

  private static func desired(_ services: String) throws -> DesiredSetting {
    try SpecText("{services: \(services)}").desired(of: AccessPorts.self)
  }

  private static func change(_ services: String, _ live: DeviceSnapshot) throws -> SettingChange {
    try #require(ContractCase.changes(AccessPorts.compare(desired(services), with: live))?.first)
  }
}
