/// A client's answer to a challenge, as sent in `Authorization` (RFC 7616, 3.4).
package struct DigestAnswer: Sendable, Hashable {
  package var username: String
  package var realm: String
  package var nonce: String
  /// The request target that was hashed, query included.
  package var uri: String
  package var algorithm: DigestAlgorithm
  /// The algorithm as the challenge spelt it, nil where it named none.
  package var algorithmToken: String?
  package var opaque: String?
  /// The client's own nonce, nil for an answer without `qop` to a plain algorithm.
  package var cnonce: String?
  /// How often the nonce was used, nil for an answer without `qop`.
  package var nonceCount: UInt32?
  package var response: String

  /// Reads the value of an `Authorization` field; nil where it is no Digest answer.
  package init?(_ value: String) {
    guard let scheme = AuthenticationScheme.list(value).first, scheme.name.lowercased() == "digest" else { return nil }
    let parameters = scheme.parameters
    guard let username = parameters["username"], let nonce = parameters["nonce"], let uri = parameters["uri"],
      let response = parameters["response"], let algorithm = DigestAlgorithm(token: parameters["algorithm"])
    else { return nil }
    self.username = username
    realm = parameters["realm"] ?? ""
    self.nonce = nonce
    self.uri = uri
    self.algorithm = algorithm
    algorithmToken = parameters["algorithm"]
    opaque = parameters["opaque"]
    cnonce = parameters["cnonce"]
    if let quality = parameters["qop"] {
      guard quality.lowercased() == "auth", let count = parameters["nc"].flatMap({ UInt32($0, radix: 16) }) else {
        return nil
      }
      nonceCount = count
    }
    self.response = response.lowercased()
  }

  /// Answers a challenge.
  package init(
    to challenge: DigestChallenge, method: String, uri: String, username: String, password: String, cnonce: String,
    nonceCount: UInt32
  ) {
    self.username = username
    realm = challenge.realm
    nonce = challenge.nonce
    self.uri = uri
    algorithm = challenge.algorithm
    algorithmToken = challenge.algorithmToken
    opaque = challenge.opaque
    self.cnonce = challenge.countsNonces || challenge.algorithm.isSession ? cnonce : nil
    self.nonceCount = challenge.countsNonces ? nonceCount : nil
    response = ""
    response = expectedResponse(method: method, password: password)
  }

  /// Whether the answer was made with this password for this request.
  package func matches(password: String, method: String) -> Bool {
    response == expectedResponse(method: method, password: password)
  }

  /// The value of an `Authorization` field.
  package var headerValue: String {
    var parts = [
      "username=" + username.quotedString, "realm=" + realm.quotedString, "nonce=" + nonce.quotedString,
      "uri=" + uri.quotedString, "response=" + response.quotedString,
    ]
    if let algorithmToken { parts.append("algorithm=" + algorithmToken) }
    if let nonceCount { parts += ["qop=auth", "nc=" + Self.eightDigits(nonceCount)] }
    if let cnonce { parts.append("cnonce=" + cnonce.quotedString) }
    if let opaque { parts.append("opaque=" + opaque.quotedString) }
    return "Digest " + parts.joined(separator: ", ")
  }

  private func expectedResponse(method: String, password: String) -> String {
    var secret = algorithm.hash("\(username):\(realm):\(password)")
    if algorithm.isSession { secret = algorithm.hash("\(secret):\(nonce):\(cnonce ?? "")") }
    let request = algorithm.hash("\(method):\(uri)")
    guard let nonceCount else { return algorithm.hash("\(secret):\(nonce):\(request)") }
    return algorithm.hash("\(secret):\(nonce):\(Self.eightDigits(nonceCount)):\(cnonce ?? ""):auth:\(request)")
  }

  private static func eightDigits(_ count: UInt32) -> String {
    let digits = String(count, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
