import Activation
import FoundationEssentials
import Host
import Testing

@Suite struct ActivationTests {
  @Test(arguments: KnownAnswers.all)
  func `the legacy client answers as other implementations do`(_ answers: KnownAnswers) throws {
    let known = answers.legacyActivation
    let client = try ActivationClient(.legacy, privateKey: known.rsaKey.der)
    #expect(client.publicKeyText == known.challengeRequest.keyElementBase64)
    for example in known.cases where example.randomText == known.challengeResponse.randomText {
      let sealed = try client.seal(Secret(example.password), for: known.challengeResponse.keyElementBase64)
      #expect(sealed.text == example.passwordElementBase64)
      #expect(sealed.iv == nil)
    }
  }

  @Test(arguments: KnownAnswers.all)
  func `the legacy device reads what other implementations send`(_ answers: KnownAnswers) throws {
    let known = answers.legacyActivation
    for example in known.cases {
      let challenge = try ActivationChallenge(
        .legacy, publicKeyText: known.challengeRequest.keyElementBase64, randomText: example.randomText)
      #expect(try challenge.open(example.passwordElementBase64).reveal() == example.password)
    }
    for example in known.simulatorToleranceCases {
      let challenge = try ActivationChallenge(
        .legacy, publicKeyText: known.challengeRequest.keyElementBase64, randomText: example.randomText)
      #expect(throws: ActivationFailure.self) { try challenge.open(example.passwordElementBase64) }
    }
  }

  @Test(arguments: KnownAnswers.all)
  func `version 3 answers as other implementations do, on both sides`(_ answers: KnownAnswers) throws {
    let known = answers.v3Activation
    let client = try ActivationClient(.version3, privateKey: known.rsaKey.der)
    #expect(client.publicKeyText == known.challengeRequest.publicKeyBase64)
    for example in known.cases {
      let sealed = try client.seal(
        Secret(example.password), for: example.challengeBase64, iv: bytes(ofHexadecimal: example.ivHex))
      #expect(sealed.text == example.passwordBase64)
      #expect(sealed.iv == example.ivHex)
      let challenge = try ActivationChallenge(
        .version3, publicKeyText: client.publicKeyText, randomText: example.randomText)
      #expect(try challenge.open(example.passwordBase64, iv: example.ivHex).reveal() == example.password)
    }
  }

  @Test(arguments: ActivationExchange.allCases)
  func `a fresh key activates a fresh challenge`(_ exchange: ActivationExchange) throws {
    let client = try ActivationClient(exchange)
    let challenge = try ActivationChallenge(
      exchange, publicKeyText: client.publicKeyText, randomText: ActivationChallenge.newRandomText())
    let sealed = try client.seal(Secret("a\"B\\c<9>'d"), for: challenge.text)
    #expect(try challenge.open(sealed.text, iv: sealed.iv).reveal() == "a\"B\\c<9>'d")
    let other = try ActivationChallenge(
      exchange, publicKeyText: client.publicKeyText, randomText: ActivationChallenge.newRandomText())
    #expect(throws: ActivationFailure.self) { try other.open(sealed.text, iv: sealed.iv) }
  }

  @Test func `the exchange follows what the device supports`() {
    #expect(ActivationExchange(supportVersion: nil) == .legacy)
    #expect(ActivationExchange(supportVersion: 2) == .legacy)
    #expect(ActivationExchange(supportVersion: 3) == .version3)
  }

  @Test func `texts that are not those of the exchange are refused`() throws {
    let client = try ActivationClient(.legacy)
    #expect(throws: ActivationFailure(.unreadableText)) { try client.seal(Secret("Abc12345"), for: "not base64!") }
    #expect(throws: ActivationFailure(.unreadableText)) { try client.seal(Secret("Abc12345"), for: "eHl6") }
    #expect(throws: ActivationFailure(.undecryptable)) {
      try client.seal(Secret("Abc12345"), for: Data("00ff".utf8).base64EncodedString())
    }
    #expect(throws: ActivationFailure(.badPublicKey)) {
      try ActivationChallenge(
        .version3, publicKeyText: client.publicKeyText, randomText: ActivationChallenge.newRandomText())
    }
    #expect(throws: ActivationFailure(.badRandomText)) {
      try ActivationChallenge(.legacy, publicKeyText: client.publicKeyText, randomText: "abc")
    }
    let challenge = try ActivationChallenge(
      .legacy, publicKeyText: client.publicKeyText, randomText: ActivationChallenge.newRandomText())
    #expect(throws: ActivationFailure(.unusablePassword)) { try client.seal(Secret("pässwörd"), for: challenge.text) }
  }

  private func bytes(ofHexadecimal digits: String) -> [UInt8] {
    stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(digits.dropFirst($0).prefix(2), radix: 16) }
  }
}
