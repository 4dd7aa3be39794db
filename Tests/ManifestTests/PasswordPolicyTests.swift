import ISAPI
import Diagnostics
import Host
import Manifest
import Settings
import Testing

@Suite struct PasswordPolicyTests {
  @Test(arguments: [
    ("short-A1", "shorter"), ("Much-Too-Long-For-A-Recorder1", "longer"), ("alllowercaseonly", "three of"),
    ("My-Admin-Word9", "\"admin\""), ("Gate-Oper8tor-x", "user name"), ("Hill-Lake-1234", "\"123\""),
    ("Hill-Lake-9876", "four digits"),
    ("Hill-Laaaake-9", "four times"), ("Hügel-Lake-907", "typed"),
  ])
  func `a password that a recorder may refuse is refused first`(_ password: String, _ reason: String) throws {
    let weakness = try #require(PasswordPolicy.weakness(of: password, user: "oper8tor"))
    #expect(weakness.contains(reason))
    #expect(!weakness.contains(password))
  }

  @Test(arguments: ["Hill-Lake-907", "aB3$efgh1jkl", "Sixteen-Chars-9x"])
  func `a good password is accepted`(_ password: String) {
    #expect(PasswordPolicy.weakness(of: password, user: "admin") == nil)
  }

  @Test func `only secrets at hand are looked at, and none is shown`() {
    let tree = expect([], inSpec: "admin: {password: {env: WEAK}, previousPassword: {env: OLD}}")
    #expect(PasswordPolicy.check(tree.recorders, secrets: ResolvedSecrets()).isEmpty)
    let found = PasswordPolicy.check(
      tree.recorders,
      secrets: ResolvedSecrets([.environment("WEAK"): Secret("canary!"), .environment("OLD"): Secret("x")]))
    #expect(found.map(\.code) == ["NVR0310"])
    #expect(!"\(found)".contains("canary!"))
  }
}
