import Activation
import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing
import XML

@Suite struct ActivationTests {
  static func inactive(_ family: Family = .a, supportVersion: Int? = nil) throws -> Bench {
    try Bench(family) { seed in
      seed.password = nil
      seed.profile.supportVersion = supportVersion
    }
  }

  /// Runs the legacy exchange.
  static func activate(_ bench: Bench, password: String) async throws -> ResponseStatus {
    let client = try ActivationClient(.legacy)
    let key = XMLElement("PublicKey") { XMLElement("key", text: client.publicKeyText) }
    let answer = try await bench.client.send(
      .send(.post, "/ISAPI/Security/challenge", XMLDocument(root: key)))
    let text = try XMLDocument(parsing: answer.body).root.text(at: "key") ?? ""
    let sealed = try client.seal(Secret(password), for: text)
    let info = XMLElement("ActivateInfo") { XMLElement("password", text: sealed.text) }
    return try await bench.client.put("/ISAPI/System/activate", info)
  }

  @Test func `the state shows before and after`() async throws {
    let bench = try Self.inactive()
    #expect(try await bench.client.get("/SDK/activateStatus").text(at: "Activated") == "false")
    #expect(try await Self.activate(bench, password: "Sunrise-44").statusCode == 1)
    #expect(try await bench.client.get("/SDK/activateStatus").text(at: "Activated") == "true")
    #expect(try await bench.client.send(.get("/ISAPI/System/deviceInfo")).status == 200)
  }

  @Test func `other resources are refused while inactive`() async throws {
    let response = try await Self.inactive().client.send(.get("/ISAPI/System/deviceInfo"))
    #expect(response.status == 403)
    #expect(response.deviceStatus.subStatusCode == "notActivated")
  }

  @Test func `other resources may ask for a login while inactive`() async throws {
    let bench = try Bench { seed in
      seed.password = nil
      seed.behavior.inactiveAnswer = .challenge
    }
    #expect(try await bench.client.send(.get("/ISAPI/System/deviceInfo")).status == 401)
  }

  @Test(arguments: ["short1", "onlyletters", "admin"])
  func `a weak password leaves it inactive`(_ password: String) async throws {
    let bench = try Self.inactive()
    #expect(try await Self.activate(bench, password: password).statusCode == 6)
    #expect(!bench.recorder.isActivated)
  }

  @Test func `an active recorder is not activated again`() async throws {
    let bench = try Bench()
    let info = XMLElement("ActivateInfo") { XMLElement("password", text: "AAAA") }
    #expect(try await bench.client.put("/ISAPI/System/activate", info).subStatusCode == "hasActivated")
  }

  @Test func `a password without a challenge is refused`() async throws {
    let bench = try Self.inactive()
    let info = XMLElement("ActivateInfo") { XMLElement("password", text: "AAAA") }
    #expect(try await bench.client.put("/ISAPI/System/activate", info).statusCode == 6)
  }

  @Test func `version 3 activates with JSON where it is announced`() async throws {
    let bench = try Self.inactive(.b, supportVersion: 3)
    #expect(try await bench.client.get("/SDK/activateStatus").text(at: "supportVersion") == "3")
    let client = try ActivationClient(.version3)
    let first = try await bench.client.send(
      Request(
        .post, "/ISAPI/System/activate/GetChallengeV3?format=json",
        body: Array("{\"publicKey\":\"\(client.publicKeyText)\"}".utf8)))
    let challenge = String(decoding: first.body, as: UTF8.self).split(separator: "\"")[3]
    let sealed = try client.seal(Secret("Sunrise-44"), for: String(challenge))
    let second = try await bench.client.send(
      Request(
        .post, "/ISAPI/System/activate/StartActivateV3?format=json",
        body: Array("{\"password\":\"\(sealed.text)\",\"iv\":\"\(sealed.iv ?? "")\"}".utf8)))
    #expect(second.status == 200)
    #expect(bench.recorder.hasPassword(Secret("Sunrise-44"), for: "admin"))
  }
}
