import Activation
import DigestAuth
import Host
import TestSupport
import Testing

/// Challenges that no honest device would send.
@Suite struct HostileChallengeTests {
  private static let fields = [
    "Digest qop=\"auth\", realm=\"DS-7608NI\", nonce=\"4e4f:1:2\", algorithm=MD5, opaque=\"x\", stale=\"FALSE\"",
    "Digest realm=\"a \\\"b\\\"\", nonce=\"n\", algorithm=SHA-256, qop=\"auth,auth-int\", Basic realm=\"r\"",
    "Basic realm=\"IP Camera\", charset=\"UTF-8\"", "Negotiate TlRMTVNTUA==, Digest nonce=abc",
  ]

  private func isOneLine(_ text: String) -> Bool { !text.utf8.contains { $0 == 0x0D || $0 == 0x0A || $0 == 0 } }

  @Test func `a challenge that was understood means the same when it is written again`() {
    var mutator = Mutator(Self.fields, .fields, seed: 11)
    var understood = 0
    for number in 1...(TestExtent.isFull ? 20_000 : 1_500) {
      let text = String(decoding: mutator.next(), as: UTF8.self)
      let offered = OfferedSchemes(authenticateFields: [text])
      guard let challenge = offered.digest else { continue }
      understood += 1
      #expect(
        OfferedSchemes(authenticateFields: [challenge.headerValue]).digest == challenge, "input \(number) of seed 11")
      var session = DigestSession(challenge, cnonce: "c")
      let answer = session.answer(method: "GET", uri: "/a", username: "admin", password: "p")
      #expect(DigestAnswer(answer.headerValue)?.matches(password: "p", method: "GET") == true)
      // A field that holds a line end would let the device write fields of our request.
      #expect(isOneLine(answer.headerValue) || !isOneLine(text))
    }
    #expect(understood > 100)
  }

  @Test(arguments: ["\"", "Digest ", ",", "a=", "a=\"b\",", "\\", "Digest nonce=\"x\",", "Basic =,"])
  func `reading costs no more than the length`(_ piece: String) {
    let growth = Effort.growth(from: 2_000) { size in
      _ = OfferedSchemes(authenticateFields: [String(repeating: piece, count: size)])
    }
    #expect(growth < 32)
  }

  @Test(arguments: [ActivationExchange.legacy, .version3])
  func `a challenge for the activation that is none seals no password`(_ exchange: ActivationExchange) throws {
    let client = try ActivationClient(exchange)
    var mutator = Mutator([client.publicKeyText, "", "00", "QUJD"], .fields, seed: 12)
    for _ in 1...30 {
      let text = String(decoding: mutator.next(), as: UTF8.self)
      #expect(throws: ActivationFailure.self) { try client.seal(Secret("Harbor-7-lights"), for: text) }
    }
  }
}
