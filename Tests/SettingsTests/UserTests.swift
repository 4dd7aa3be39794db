import Diagnostics
import ISAPI
import Settings
import Testing
import XML

@Suite struct UserTests {
  @Test func `a user is added with the next free number`() throws {
    let live = try FactoryRecorder.b.snapshot
    let desired = try Self.desired("{name: audit, role: viewer, password: {env: NVR_TEST_SECRET}}")
    let change = try #require(ContractCase.changes(Users.compare(desired, with: live))?.first)
    let request = try #require(try Users.requests(for: change, on: live, secrets: ContractCase.secrets).first)
    #expect(request.method == .post)
    let user = try XMLDocument(parsing: request.body).root
    #expect(user.elements.map(\.localName) == ["id", "enabled", "userName", "password", "userLevel"])
    #expect(user.text(at: "id") == "3")
    #expect(user.text(at: "userLevel") == "Viewer")
  }

  @Test func `a new user needs a role and a password`() throws {
    let findings = Users.compare(try Self.desired("{name: audit, role: viewer}"), with: try FactoryRecorder.a.snapshot)
    guard case .impossible(_, let paths, let reason)? = findings.first else {
      Issue.record("a user without a password was taken")
      return
    }
    #expect(paths == ["users[]"])
    #expect(reason == "the recorder has no user \"audit\", and to add one it takes password")
  }

  @Test func `the account in use is neither removed nor reported`() throws {
    var live = try FactoryRecorder.a.snapshot
    var list = try #require(live[Users.list])
    list.root.modifyElements(named: "User") { user in
      if user.text(at: "id") == "2" { user.setText("nvrctl", at: "userName") }
    }
    live.readings[Users.list] = .document(list)
    var desired = try SpecText("{admin: {username: nvrctl}, users: []}").desired(of: Users.self)
    desired.unmanaged = .remove
    #expect(Users.compare(desired, with: live) == [.unmanaged(item: "admin", summary: "administrator")])
    desired = try SpecText("{users: []}").desired(of: Users.self)
    desired.unmanaged = .remove
    #expect(ContractCase.changes(Users.compare(desired, with: live))?.map(\.wanted.item) == ["nvrctl"])
  }

  @Test func `a document of another kind is not taken for a list without users`() throws {
    var live = try FactoryRecorder.b.snapshot
    live.readings[Users.list] = .document(XMLDocument(root: XMLElement("DeviceInfo")))
    let desired = try Self.desired("{name: audit, role: viewer, password: {env: NVR_TEST_SECRET}}")
    guard case .impossible(_, _, let reason)? = Users.compare(desired, with: live).first else {
      Issue.record("a user would be added to a list that was not read")
      return
    }
    #expect(reason == "the recorder answers with \"DeviceInfo\" for /ISAPI/Security/users")
  }

  @Test func `the account in use is not declared among the users`() throws {
    let (_, diagnostics) = try SpecText("{users: [{name: admin, role: administrator}]}").decoded(by: Users.self)
    #expect(diagnostics.map(\.code.text) == ["NVR0421"])
  }

  @Test func `the built-in administrator keeps its role`() throws {
    let desired = try SpecText("{admin: {username: nvrctl}, users: [{name: admin, role: viewer}]}")
      .desired(of: Users.self)
    #expect(ContractCase.changes(Users.compare(desired, with: try FactoryRecorder.a.snapshot)) == nil)
  }

  @Test func `a name that is declared twice is refused`() throws {
    let (_, diagnostics) = try SpecText("{users: [{name: a, role: viewer}, {name: a, role: viewer}, {role: viewer}]}")
      .decoded(by: Users.self)
    #expect(diagnostics.map(\.code.text) == ["NVR0412", "NVR0411"])
  }

  @Test func `a full list takes nobody, unless somebody goes`() throws {
    var live = try FactoryRecorder.b.snapshot
    var abilities = try #require(live[.capabilities])
    abilities.root.setText("2", creating: "SecurityCap/supportUserNums")
    live.readings[.capabilities] = .document(abilities)
    var desired = try Self.desired("{name: audit, role: viewer, password: {env: NVR_TEST_SECRET}}")
    guard case .impossible(_, _, let reason)? = Users.compare(desired, with: live).first else {
      Issue.record("a third user was taken by a recorder for two")
      return
    }
    #expect(reason == "the recorder keeps 2 users at most, and they are all taken")
    desired.unmanaged = .remove
    #expect(ContractCase.changes(Users.compare(desired, with: live))?.map(\.action) == [.add, .remove])
  }

  @Test func `a free number is used before a new one, and what a user is bound to stays`() throws {
    var live = try FactoryRecorder.a.snapshot
    var list = try #require(live[Users.list])
    list.root.modifyElements(named: "User") { user in
      guard user.text(at: "id") == "2" else { return }
      user.setText("7", at: "id")
      user.append(XMLElement("bondIpAddressList") { XMLElement("bondIpAddress", text: "10.20.30.5") })
    }
    live.readings[Users.list] = .document(list)
    let desired = try SpecText(
      "{users: [{name: guard, role: operator}, {name: a, role: viewer, password: {env: NVR_TEST_SECRET}}]}"
    ).desired(of: Users.self)
    let requests = try #require(ContractCase.changes(Users.compare(desired, with: live))).flatMap {
      try Users.requests(for: $0, on: live, secrets: ContractCase.secrets)
    }
    #expect(requests.map(\.endpoint.path) == ["/ISAPI/Security/users/7", "/ISAPI/Security/users"])
    let roots = try requests.map { try XMLDocument(parsing: $0.body).root }
    #expect(roots[0].text(at: "bondIpAddressList/bondIpAddress") == "10.20.30.5")
    #expect(roots[1].text(at: "id") == "2")
  }

  @Test func `a user is switched off only where there is a switch`() throws {
    var live = try FactoryRecorder.b.snapshot
    let off = try Self.desired("{name: guard, enabled: false}")
    #expect(ContractCase.changes(Users.compare(off, with: live))?.first?.fields.map(\.before) == ["true"])
    var list = try #require(live[Users.list])
    list.root.modifyElements(named: "User") { user in user.removeElements { $0.localName == "enabled" } }
    live.readings[Users.list] = .document(list)
    #expect(ContractCase.changes(Users.compare(off, with: live)) == nil)
    #expect(ContractCase.changes(Users.compare(try Self.desired("{name: guard, enabled: true}"), with: live)) == [])
  }

  private static func desired(_ user: String) throws -> DesiredSetting {
    try SpecText("{users: [\(user)]}").desired(of: Users.self)
  }
}
