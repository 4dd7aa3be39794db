/// What a server asks for before it answers (RFC 7616, 3.3).
package struct DigestChallenge: Sendable, Hashable {
  package var realm: String
  package var nonce: String
  package var opaque: String?
  package var algorithm: DigestAlgorithm
  /// The algorithm as the server spells it, nil where it names none; echoed in the answer.
  package var algorithmToken: String?
  /// Whether the server counts nonces (`qop=auth`).
  package var countsNonces: Bool
  /// Whether only the nonce of the last answer was too old, and the password was right.
  package var isStale: Bool

  package init(
    realm: String, nonce: String, opaque: String? = nil, algorithm: DigestAlgorithm = .md5,
    namesAlgorithm: Bool = false, countsNonces: Bool = true, isStale: Bool = false
  ) {
    self.realm = realm
    self.nonce = nonce
    self.opaque = opaque
    self.algorithm = algorithm
    self.algorithmToken = namesAlgorithm ? algorithm.token : nil
    self.countsNonces = countsNonces
    self.isStale = isStale
  }

  /// Nil where the scheme is another one or asks for what nvrctl does not do (`auth-int` alone, other hashes).
  package init?(_ scheme: AuthenticationScheme) {
    let parameters = scheme.parameters
    guard scheme.name.lowercased() == "digest", let nonce = parameters["nonce"],
      let algorithm = DigestAlgorithm(token: parameters["algorithm"])
    else { return nil }
    let qualities = parameters["qop"].map { $0.lowercased().split { $0 == "," || $0 == " " } }
    if let qualities, !qualities.contains("auth") { return nil }
    self.init(
      realm: parameters["realm"] ?? "", nonce: nonce, opaque: parameters["opaque"], algorithm: algorithm,
      countsNonces: qualities != nil, isStale: parameters["stale"]?.lowercased() == "true")
    algorithmToken = parameters["algorithm"]
  }

  /// The value of a `WWW-Authenticate` field, with the parameters in the order devices write them (isapi.md 1.2).
  package var headerValue: String {
    var parts = countsNonces ? ["qop=\"auth\""] : []
    parts += ["realm=" + realm.quotedString, "nonce=" + nonce.quotedString]
    if let algorithmToken { parts.append("algorithm=" + algorithmToken) }
    if let opaque { parts.append("opaque=" + opaque.quotedString) }
    parts.append("stale=\"\(isStale ? "TRUE" : "FALSE")\"")
    return "Digest " + parts.joined(separator: ", ")
  }
}

/// Everything a server offers in its `WWW-Authenticate` fields.
package struct OfferedSchemes: Sendable, Hashable {
  /// The strongest Digest challenge.
  package var digest: DigestChallenge?
  /// Whether Basic is offered, which must never be used without TLS.
  package var offersBasic: Bool

  package init(authenticateFields: [String]) {
    let schemes = authenticateFields.flatMap(AuthenticationScheme.list)
    digest = schemes.compactMap(DigestChallenge.init).max { $0.algorithm.strength < $1.algorithm.strength }
    offersBasic = schemes.contains { $0.name.lowercased() == "basic" }
  }
}
