import DigestAuth
import Host
import ISAPI
import Simulator
import Testing
import XML

@Suite struct AccessTests {
  static let deviceInfo = Request.get("/ISAPI/System/deviceInfo")

  @Test func `without credentials there is a challenge with a nonce of the vendor's shape`() async throws {
    let bench = try Bench()
    let connection = try await bench.network.connect(to: bench.client.address, trust: TrustEverybody())
    let response = try await connection.exchange(Self.deviceInfo)
    #expect(response.status == 401)
    let challenge = try #require(OfferedSchemes(authenticateFields: response.challenges).digest)
    #expect(challenge.algorithm == .md5)
    #expect(challenge.nonce.count == 48)
    #expect(challenge.nonce.allSatisfy { $0.isHexDigit })
    #expect(response.challenges[0].contains("stale=\"FALSE\""))
  }

  @Test func `family B offers SHA-256 before MD5`() async throws {
    let bench = try Bench(.b)
    let connection = try await bench.network.connect(to: bench.client.address, trust: TrustEverybody())
    let response = try await connection.exchange(Self.deviceInfo)
    #expect(response.challenges.count == 2)
    #expect(OfferedSchemes(authenticateFields: response.challenges).digest?.algorithm == .sha256)
    #expect(try await bench.client.send(Self.deviceInfo).status == 200)
  }

  @Test func `Basic gets in only where the recorder allows it`() async throws {
    for (family, status) in [(Family.a, 200), (.b, 401)] {
      let bench = try Bench(family)
      let connection = try await bench.network.connect(to: bench.client.address, trust: TrustEverybody())
      var request = Self.deviceInfo
      request.headers.set(
        "Authorization", BasicAnswer(username: "admin", password: "Sunrise-44").headerValue)
      #expect(try await connection.exchange(request).status == status)
    }
  }

  @Test func `an old nonce is stale and a new one needs no new login`() async throws {
    let bench = try Bench()
    let connection = try await bench.network.connect(to: bench.client.address, trust: TrustEverybody())
    let first = try await connection.exchange(Self.deviceInfo)
    let challenge = try #require(OfferedSchemes(authenticateFields: first.challenges).digest)
    #expect(try await connection.exchange(bench.client.answering(challenge, Self.deviceInfo)).status == 200)
    bench.clock.advance(by: .seconds(301))
    let late = try await connection.exchange(bench.client.answering(challenge, Self.deviceInfo))
    #expect(late.status == 401)
    let renewed = try #require(OfferedSchemes(authenticateFields: late.challenges).digest)
    #expect(renewed.isStale)
    #expect(try await connection.exchange(bench.client.answering(renewed, Self.deviceInfo)).status == 200)
    #expect(bench.recorder.log.logins == 1)
  }

  @Test func `five wrong passwords lock the user at that address`() async throws {
    var bench = try Bench()
    let right = bench.client
    bench.client.password = "wrong-Pass1"
    for triesLeft in [4, 3, 2, 1] {
      let status = try await bench.client.send(Self.deviceInfo).deviceStatus
      #expect(status.retriesLeft == triesLeft)
      #expect(!status.isLocked)
    }
    let locked = try await bench.client.send(Self.deviceInfo).deviceStatus
    #expect(locked.isLocked)
    #expect(locked.unlockSeconds == 1800)
    #expect(try await right.send(Self.deviceInfo).status == 401)
    bench.clock.advance(by: .seconds(1801))
    #expect(try await right.send(Self.deviceInfo).status == 200)
  }

  @Test func `a reboot clears the lock`() async throws {
    var bench = try Bench()
    let right = bench.client
    bench.client.password = "wrong-Pass1"
    for _ in 1...5 { _ = try await bench.client.send(Self.deviceInfo) }
    bench.recorder.powerCycle()
    bench.clock.advance(by: Bench.rebootTime)
    #expect(try await right.send(Self.deviceInfo).status == 200)
  }

  @Test func `userCheck tells the tries left in its own words`() async throws {
    var bench = try Bench()
    bench.client.password = "wrong-Pass1"
    let response = try await bench.client.send(.get("/ISAPI/Security/userCheck"))
    let root = try XMLDocument(parsing: response.body).root
    #expect(root.text(at: "retryLoginTime") == "4")
    #expect(root.text(at: "lockStatus") == "unlock")
  }

  @Test func `an operator reads and does not write`() async throws {
    var bench = try Bench { seed in
      seed.users = [SeedUser("guard", level: "Operator", password: Secret("Gu4rd-here"))]
    }
    bench.client.username = "guard"
    bench.client.password = "Gu4rd-here"
    #expect(try await bench.client.send(Self.deviceInfo).status == 200)
    let status = try await bench.client.change("/ISAPI/System/Network/ssh") { $0.setText("true", at: "enabled") }
    #expect(status.subStatusCode == "lowPrivilege")
    #expect(try await bench.client.send(.get("/ISAPI/Security/users")).status == 403)
  }

  @Test func `accounts are added, changed and removed by id`() async throws {
    let bench = try Bench()
    let added = try await bench.client.post(
      "/ISAPI/Security/users",
      """
      <User><id>0</id><userName>viewer</userName><password>L0okOnly!</password><userLevel>Viewer</userLevel></User>
      """)
    #expect(added.id == "2")
    #expect(bench.recorder.hasPassword(Secret("L0okOnly!"), for: "viewer"))
    let changed = try await bench.client.change("/ISAPI/Security/users/2") {
      $0.insert(XMLElement("password", text: "L0okAgain!"), after: "userName")
    }
    #expect(changed.statusCode == 1)
    #expect(bench.recorder.hasPassword(Secret("L0okAgain!"), for: "viewer"))
    #expect(try await bench.client.delete("/ISAPI/Security/users/2").statusCode == 1)
    #expect(bench.recorder.document(at: "/ISAPI/Security/users/2") == nil)
  }

  @Test(arguments: [
    ("admin", "L0okOnly!", "userExist"), ("viewer", "short1", "userPwdLenUnder8"),
    ("viewer", "LongerThan16chars", "passwordLenNoMoreThan16"), ("viewer", "onlyletters", "riskPassword"),
    ("viewer01", "viewer01", "userPwdNameSame"), ("viewer01", "10reweiv", "userPwdNameMirror"),
  ])
  func `a bad account is refused by name`(
    _ name: String, _ password: String, _ subStatus: String
  ) async throws {
    let status = try await Bench().client.post(
      "/ISAPI/Security/users",
      "<User><id>0</id><userName>\(name)</userName><password>\(password)</password>"
        + "<userLevel>Viewer</userLevel></User>")
    #expect(status.subStatusCode.lowercased() == subStatus.lowercased())
  }

  @Test func `admin cannot be deleted`() async throws {
    #expect(try await Bench().client.delete("/ISAPI/Security/users/1").subStatusCode == "userCannotDelAdmin")
  }

  @Test func `a new password of one's own counts from the next request on`() async throws {
    var bench = try Bench()
    try await bench.client.change("/ISAPI/Security/users/1") {
      $0.insert(XMLElement("password", text: "Sunset-45"), after: "userName")
    }
    #expect(try await bench.client.send(Self.deviceInfo).status == 401)
    bench.client.password = "Sunset-45"
    #expect(try await bench.client.send(Self.deviceInfo).status == 200)
  }
}
