import ISAPI
import Settings
import TestSupport
import Testing
import XML
import YAML

@Suite struct EmailTests {
  private static let whole = """
    {services: {email: {enabled: true, server: smtp.example.org, port: 465, encryption: tls, username: nvr,
    password: {env: NVR_TEST_SECRET}, sender: {address: nvr@example.org, name: Lobby},
    receivers: [a@example.org, b@example.org], snapshot: {enabled: true, interval: 5}}}}
    """

  @Test func `blank mail is set up in one document, with the password in it`() throws {
    let live = try Self.blank(.b)
    let change = try #require(try Self.changes(Self.whole, live)?.first)
    let requests = try Email.requests(for: change, on: live, secrets: ContractCase.secrets)
    let sent = try XMLDocument(parsing: try #require(requests.first).body).root
    #expect(requests.count == 1)
    #expect(sent.text(at: "sender/smtp/hostName") == "smtp.example.org")
    #expect(sent.text(at: "sender/smtp/enableAuthorization") == "true")
    #expect(sent.text(at: "sender/smtp/password") == "correct horse 9!")
    let receivers = sent.child("receiverList")?.elements ?? []
    #expect(receivers.map { $0.text(at: "emailAddress") } == ["a@example.org", "b@example.org", ""])
    #expect(receivers.map { $0.text(at: "name") } == ["a", "b", ""])
    #expect(try Self.changes(Self.whole, live.after(requests)) == [])
  }

  @Test func `the name of a receiver who stays is kept`() throws {
    let live = try FactoryRecorder.a.snapshot
    let spec = "{services: {email: {receivers: [ops@example.net, b@example.org]}}}"
    let change = try #require(try Self.changes(spec, live)?.first)
    let after = try live.after(Email.requests(for: change, on: live, secrets: ContractCase.secrets))
    let receivers = after[Email.endpoint]?.root.subject(named: "mailing")?.child("receiverList")?.elements ?? []
    #expect(receivers.map { $0.text(at: "name") } == ["Ops", "b", ""])
  }

  @Test func `more receivers than the recorder keeps are refused with the number`() throws {
    let receivers = (1...4).map { "r\($0)@example.org" }.joined(separator: ", ")
    let desired = try SpecText("{services: {email: {receivers: [\(receivers)]}}}").desired(of: Email.self)
    let findings = Email.compare(desired, with: try FactoryRecorder.b.snapshot)
    guard case .impossible(_, ["services.email.receivers"], let reason)? = findings.first else {
      Issue.record("\(findings)")
      return
    }
    #expect(reason == "the recorder keeps 3 receivers, and 4 are declared")
  }

  @Test(arguments: [
    ("{enabled: true}", "mail needs a server and a receiver and the sender's address: declare it under services.email"),
    (
      "{enabled: true, server: 10.20.30.7, sender: {address: a@example.org}}",
      "mail needs a receiver: declare it under services.email"
    ),
  ])
  func `mail is not switched on without what it needs`(_ spec: String, _ reason: String) throws {
    let desired = try SpecText("{services: {email: \(spec)}}").desired(of: Email.self)
    let refusals = Email.compare(desired, with: try Self.blank(.a)).compactMap { finding in
      if case .impossible(_, _, let reason) = finding { reason } else { nil }
    }
    #expect(refusals == [reason])
  }

  @Test func `off is off, whatever another layer declares`() throws {
    let spec = "{services: {email: {enabled: false, server: smtp.example.org, receivers: [a@example.org]}}}"
    #expect(try Self.changes(spec, Self.blank(.b)) == [])
    let live = try FactoryRecorder.b.snapshot
    let change = try #require(try Self.changes(spec, live)?.first)
    #expect(change.fields.map(\.path) == ["services.email.enabled"])
    let after = try live.after(Email.requests(for: change, on: live, secrets: ContractCase.secrets))
    #expect(try Self.changes(spec, after) == [])
  }

  @Test(arguments: [
    ("none", ["false", "false", "false"]), ("tls", ["false", "true", "false"]),
    ("startTLS", ["false", "true", "true"]),
  ])
  func `encryption is made of three switches`(_ word: String, _ switches: [String]) throws {
    var live = try FactoryRecorder.b.snapshot
    for start in [["true", "false", "true"], ["false", "true", "false"], ["false", "false", "false"]] {
      live = try Self.setting(zip(Self.switches, start), on: live)
      for change in try #require(try Self.changes("{services: {email: {encryption: \(word)}}}", live)) {
        live = try live.after(Email.requests(for: change, on: live, secrets: ContractCase.secrets))
      }
      let smtp = live[Email.endpoint]?.root.element(at: "sender/smtp")
      let found = Self.switches.map { smtp?.text(at: [$0]) ?? "" }
      // What is on already, under either name, stays.
      #expect(found == (start[0] == "true" && word != "none" ? ["true", "false", switches[2]] : switches))
    }
  }

  @Test func `a recorder with one switch takes TLS and refuses the rest by name`() throws {
    let live = try FactoryRecorder.a.snapshot
    #expect(try Self.changes("{services: {email: {encryption: tls}}}", live)?.count == 1)
    #expect(try Self.changes("{services: {email: {encryption: startTLS}}}", live) == nil)
  }

  @Test(.enabled(if: FixtureCorpus.isPresent, "not present"))
  func `mail of a real recorder is exported with a reference for its password, and plans nothing`() throws {
    let recorded = try #require(
      try FixtureCorpus.documents(withExtension: "xml").first { $0.name.hasSuffix("mailing_configured.xml") })
    var live = try FactoryRecorder.b.snapshot
    live.readings[Email.endpoint] = .document(try XMLDocument(parsing: recorded.bytes))
    let export = Email.export(from: live, for: ExportContract.context)
    let mail = export.spec["services"]?["email"]
    #expect(export.omissions.isEmpty)
    #expect(mail?["server"]?.text == "mail.example.test")
    #expect(mail?["encryption"]?.text == "none")
    #expect(mail?["password"]?["env"]?.text == "NVR_1_EMAIL_PASSWORD")
    #expect(mail?["receivers"]?.items?.map(\.text) == ["ops@example.test"])
    #expect(mail?["sender"]?["name"]?.text == "Lab NVR")
  }

  @Test func `mail that is off is exported as off and nothing else`() throws {
    let export = Email.export(from: try Self.blank(.b), for: ExportContract.context)
    #expect(export.spec["services"]?["email"]?.entries?.map(\.name) == ["enabled"])
    #expect(export.omissions.isEmpty)
  }

  private static let switches = ["enableSSL", "enableTLS", "startTLS"]

  /// The recorder as it comes from the factory, where mail is blank.
  private static func blank(_ recorder: FactoryRecorder) throws -> DeviceSnapshot {
    var live = try recorder.snapshot
    guard case .document(var document)? = live.readings[Email.endpoint] else { return live }
    let blank = { (mail: inout XMLElement) in
      for path: XMLPath in ["sender/emailAddress", "sender/smtp/hostName", "sender/smtp/accountName"] {
        mail.setText("", at: path)
      }
      mail.modify(at: "receiverList/receiver") { slot in slot.setText("", at: "emailAddress") }
    }
    if document.root.localName == "mailing" {
      blank(&document.root)
    } else {
      document.root.modify(at: "mailing", blank)
    }
    live.readings[Email.endpoint] = .document(document)
    return live
  }

  private static func setting(
    _ values: some Sequence<(String, String)>, on snapshot: DeviceSnapshot
  ) throws -> DeviceSnapshot {
    var snapshot = snapshot
    var document = try #require(snapshot[Email.endpoint])
    for (name, value) in values { document.root.setText(value, at: ["sender", "smtp", name]) }
    snapshot.readings[Email.endpoint] = .document(document)
    return snapshot
  }

  private static func changes(_ spec: String, _ live: DeviceSnapshot) throws -> [SettingChange]? {
    ContractCase.changes(Email.compare(try SpecText(spec).desired(of: Email.self), with: live))
  }
}
