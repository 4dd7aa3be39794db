import DigestAuth
import Testing

@Suite struct DigestTests {
  @Test(arguments: KnownAnswers.all)
  func `answers are those of other implementations`(_ answers: KnownAnswers) throws {
    for example in answers.digest.cases {
      let algorithm = try #require(DigestAlgorithm(token: example.algorithm))
      var session = DigestSession(
        DigestChallenge(
          realm: example.realm, nonce: example.nonce, algorithm: algorithm, namesAlgorithm: example.algorithmTokenSent,
          countsNonces: example.qop != nil),
        cnonce: example.cnonce)
      let answer = session.answer(
        method: example.method, uri: example.uri, username: example.userName, password: example.password)
      #expect(answer.response == example.response, "\(example.name)")
      #expect(answer.headerValue.contains("algorithm=") == example.algorithmTokenSent)
    }
  }

  @Test(arguments: DigestAlgorithm.allCases, [true, false])
  func `an answer is read back and verified`(_ algorithm: DigestAlgorithm, _ countsNonces: Bool) throws {
    let challenge = DigestChallenge(
      realm: "DVR \"1\" \\", nonce: "4e54", opaque: "o", algorithm: algorithm, namesAlgorithm: true,
      countsNonces: countsNonces)
    let offered = OfferedSchemes(authenticateFields: [challenge.headerValue])
    #expect(offered.digest == challenge)
    var session = DigestSession(challenge, cnonce: "0a4f113b")
    let answer = session.answer(method: "PUT", uri: "/a?b=\"c\"", username: "admin", password: "Abc12345")
    let read = try #require(DigestAnswer(answer.headerValue))
    #expect(read == answer)
    #expect(read.matches(password: "Abc12345", method: "PUT"))
    #expect(!read.matches(password: "Abc12346", method: "PUT"))
    #expect(!read.matches(password: "Abc12345", method: "GET"))
  }

  @Test func `a session counts its answers in hexadecimal`() {
    var session = DigestSession(DigestChallenge(realm: "r", nonce: "n"), cnonce: "c")
    let headers = (1...17).map { _ in
      session.answer(method: "GET", uri: "/", username: "u", password: "p").headerValue
    }
    #expect(headers[0].contains("nc=00000001,"))
    #expect(headers[16].contains("nc=00000011,"))
  }

  @Test func `the challenge of a device is read as it writes it`() {
    let offered = OfferedSchemes(authenticateFields: [
      "Digest qop=\"auth\", realm=\"IP Camera(C2183)\", nonce=\"4e546\", stale=\"TRUE\""
    ])
    #expect(
      offered.digest == DigestChallenge(realm: "IP Camera(C2183)", nonce: "4e546", isStale: true))
  }

  @Test(arguments: [
    [
      "Basic realm=\"r\"", "Digest realm=\"r\", nonce=\"m\", qop=\"auth\"",
      "Digest realm=\"r\", nonce=\"s\", algorithm=SHA-256, qop=\"auth\"",
    ],
    [
      "Basic realm=\"r\", Digest realm=\"r\", nonce=\"s\", algorithm=\"SHA-256\", qop=\"auth, auth-int\", Digest realm=r,nonce=m"
    ],
    ["Negotiate YWJj==, Basic realm=\"a, b\", digest Realm = \"r\" , NONCE=\"s\", Algorithm=sha-256, qop=auth"],
  ])
  func `the strongest of several challenges is taken`(_ fields: [String]) {
    let offered = OfferedSchemes(authenticateFields: fields)
    #expect(offered.digest?.algorithm == .sha256)
    #expect(offered.digest?.nonce == "s")
    #expect(offered.offersBasic)
  }

  @Test(arguments: [
    [], [""], ["Basic realm=\"r\""], ["Digest realm=\"r\""], ["Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256"],
    ["Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\""], ["Digest realm=\"r, nonce=\"n"], [", ,,"],
  ])
  func `a challenge that cannot be answered is none`(_ fields: [String]) {
    #expect(OfferedSchemes(authenticateFields: fields).digest == nil)
  }

  @Test func `Basic carries user and password`() {
    let answer = BasicAnswer(username: "admin", password: "a:b ü")
    #expect(BasicAnswer(answer.headerValue) == answer)
    #expect(BasicAnswer("basic YWRtaW46MTIzNDU=") == BasicAnswer(username: "admin", password: "12345"))
    #expect(BasicAnswer("Digest YWRtaW46MTIzNDU=") == nil)
    var dumped = ""
    dump(answer, to: &dumped)
    #expect(!dumped.contains("a:b") && !"\(answer)".contains("a:b"))
    #expect(BasicAnswer("Basic ???") == nil)
  }
}
