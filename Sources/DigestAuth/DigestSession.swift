/// One nonce in use: every answer counts it one further (isapi.md 1.2).
package struct DigestSession: Sendable {
  /// The challenge that is being answered.
  package let challenge: DigestChallenge
  /// How many answers were given.
  package private(set) var answerCount: UInt32 = 0
  /// Kept for the whole session, so that `-sess` means the same to servers of either reading of RFC 7616, 3.4.2.
  private let cnonce: String

  package init(_ challenge: DigestChallenge, cnonce: String) {
    self.challenge = challenge
    self.cnonce = cnonce
  }

  /// The next answer of the session.
  package mutating func answer(method: String, uri: String, username: String, password: String) -> DigestAnswer {
    answerCount += 1
    return DigestAnswer(
      to: challenge, method: method, uri: uri, username: username, password: password, cnonce: cnonce,
      nonceCount: answerCount)
  }
}
