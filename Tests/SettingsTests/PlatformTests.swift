import Diagnostics
import ISAPI
import Settings
import Testing
import XML
import YAML

/// Services that report to somebody: what they need is looked at before anything is written.
@Suite struct PlatformTests {
  @Test func `the cloud takes a code along when it is switched on`() throws {
    let live = try Self.editing(HikConnect.self, ["enabled": "false", "verificationCode": ""])
    let on = "{services: {hikConnect: {enabled: true}}}"
    #expect(
      try Self.refusals(HikConnect.self, on, live) == [
        "the recorder has no verification code yet: declare services.hikConnect.verificationCode"
      ])
    let withCode = "{services: {hikConnect: {enabled: true, verificationCode: {env: NVR_TEST_SECRET}}}}"
    let sent = try #require(try Self.sent(HikConnect.self, withCode, live))
    #expect(sent.text(at: "verificationCode") == "correct horse 9!")
    #expect(sent.text(at: "registerStatus") == "false")
  }

  @Test func `an export tells how the cloud fares, and asks for the code`() throws {
    let export = HikConnect.export(from: try FactoryRecorder.b.snapshot, for: ExportContract.context)
    #expect(export.remarks == ["services.hikConnect.enabled": "not registered, bound to an account"])
    let code = export.spec["services"]?["hikConnect"]?["verificationCode"]
    #expect(code?["env"]?.text == "NVR_1_HIK_CONNECT_VERIFICATION_CODE")
  }

  @Test(arguments: [
    (["ipAddress": "0.0.0.0", "deviceID": ""], "services.isup.server and services.isup.deviceID"),
    (["ipAddress": "0.0.0.0"], "services.isup.server"), (["deviceID": ""], "services.isup.deviceID"),
  ])
  func `a platform is not reported to while it is not known`(_ texts: [String: String], _ missing: String) throws {
    let live = try Self.editing(ISUP.self, texts.merging(["enabled": "false"]) { $1 })
    let reasons = try Self.refusals(ISUP.self, "{services: {isup: {enabled: true}}}", live)
    #expect(reasons == ["it leads nowhere yet: declare \(missing)"])
    #expect(try Self.refusals(ISUP.self, "{services: {isup: {server: 10.20.30.8, deviceID: a}}}", live) == [])
  }

  @Test func `port 0, which a recorder shows and does not take back, is replaced or refused`() throws {
    let live = try Self.editing(ISUP.self, ["portNo": "0"])
    #expect(
      try Self.refusals(ISUP.self, "{services: {isup: {enabled: false}}}", live) == [
        "the recorder shows port 0, which it does not take back: declare services.isup.port"
      ])
    #expect(
      try Self.sent(ISUP.self, "{services: {isup: {enabled: false, port: 7660}}}", live)?.text(at: "portNo") == "7660")
  }

  @Test func `a name on the internet wants an account where its provider does`() throws {
    let live = try Self.editing(DDNS.self, ["enabled": "false", "userName": "", "deviceDomainName": ""])
    #expect(
      try Self.refusals(DDNS.self, "{services: {ddns: {enabled: true}}}", live) == [
        "DynDNS wants an account: declare services.ddns.domain and services.ddns.username"
      ])
    #expect(try Self.refusals(DDNS.self, "{services: {ddns: {enabled: true, provider: hiDDNS}}}", live) == [])
  }

  @Test func `one version of SNMP is on and all others are off`() throws {
    let live = try FactoryRecorder.a.snapshot
    let spec = "{services: {snmp: {enabled: true, version: v3, readCommunity: {env: NVR_TEST_SECRET}}}}"
    let sent = try #require(try Self.sent(SNMP.self, spec, live))
    let versions = ["SNMPv1c", "SNMPv2c", "SNMPAdvanced"]
    #expect(versions.map { sent.text(at: [$0, "enabled"]) } == ["false", "false", "true"])
    #expect(versions.map { sent.text(at: [$0, "readCommunity"]) } == ["correct horse 9!", "correct horse 9!", nil])
    let off = try #require(try Self.sent(SNMP.self, "{services: {snmp: {enabled: false, version: v3}}}", live))
    #expect(versions.allSatisfy { off.text(at: [$0, "enabled"]) == "false" })
  }

  @Test func `a log without a server goes nowhere`() throws {
    let live = try Self.editing(Syslog.self, ["ipAddress": "0.0.0.0"])
    #expect(
      try Self.refusals(Syslog.self, "{services: {syslog: {enabled: true}}}", live) == [
        "the log has nowhere to go yet: declare services.syslog.server"
      ])
    let sent = try Self.sent(Syslog.self, "{services: {syslog: {enabled: true, server: log.example.org}}}", live)
    #expect(
      sent?.elements.map(\.localName) == ["enabled", "addressingFormatType", "hostName", "portNo", "uploadInterval"])
  }

  @Test func `a login without Digest cannot be asked for, and one that is found is changed`() throws {
    let (_, diagnostics) = try SpecText("{security: {webAuthentication: {mode: basic}}}")
      .decoded(by: WebAuthentication.self)
    #expect(diagnostics.map(\.code.text) == ["NVR0124"])
    let live = try Self.editing(WebAuthentication.self, ["CertificateType": "basic"])
    let sent = try Self.sent(WebAuthentication.self, "{security: {webAuthentication: {mode: digest}}}", live)
    #expect(sent?.text(at: "CertificateType") == "digest")
  }

  @Test func `a recorder without a choice of algorithms refuses one by name`() throws {
    let reasons = try Self.refusals(
      WebAuthentication.self, "{security: {webAuthentication: {algorithm: sha256}}}", FactoryRecorder.a.snapshot)
    #expect(reasons == ["the recorder has no such switch"])
  }

  @Test func `no lock is set that nvrctl could not live with`() throws {
    let (_, diagnostics) = try SpecText("{security: {loginLock: {maxAttempts: 3}}}").decoded(by: LoginLock.self)
    #expect(diagnostics.map(\.code.text) == ["NVR0121"])
  }

  private static func editing(
    _ setting: any DocumentSetting.Type, _ texts: [String: String]
  ) throws -> DeviceSnapshot {
    var live = try FactoryRecorder.a.snapshot
    var document = try #require(live[setting.endpoint])
    for (name, text) in texts {
      if !document.root.setText(text, at: [name]) { document.root.setText(text, at: [setting.subject, name]) }
    }
    live.readings[setting.endpoint] = .document(document)
    return live
  }

  private static func refusals(
    _ setting: any Setting.Type, _ spec: String, _ live: DeviceSnapshot
  ) throws -> [String] {
    setting.compare(try SpecText(spec).desired(of: setting), with: live).compactMap { finding in
      if case .impossible(_, _, let reason) = finding { reason } else { nil }
    }
  }

  /// The document that a spec makes a recorder be sent.
  private static func sent(
    _ setting: any Setting.Type, _ spec: String, _ live: DeviceSnapshot
  ) throws -> XMLElement? {
    let changes = ContractCase.changes(setting.compare(try SpecText(spec).desired(of: setting), with: live))
    let change = try #require(changes?.first)
    return try setting.requests(for: change, on: live, secrets: ContractCase.secrets).first
      .map { try XMLDocument(parsing: $0.body).root }
  }
}
