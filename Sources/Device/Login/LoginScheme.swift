import DigestAuth
import Host
import ISAPI

/// The way to log in that a device offered and nvrctl takes.
enum LoginScheme: Sendable {
  case digest(DigestSession)
  case basic

  /// The best of what a 401 answer offers; nil where nothing may be used.
  ///
  /// Basic is for TLS alone.
  init?(offeredBy response: Response, over scheme: DeviceAddress.Scheme) {
    let offered = OfferedSchemes(authenticateFields: response.headers[values: "WWW-Authenticate"])
    if let challenge = offered.digest {
      self = .digest(DigestSession(challenge, cnonce: Self.newNonce()))
    } else if offered.offersBasic, scheme == .https {
      self = .basic
    } else {
      return nil
    }
  }

  /// The nonce in use, which concurrent requests compare to see whether another has renewed it.
  var nonce: String? {
    if case .digest(let session) = self { session.challenge.nonce } else { nil }
  }

  /// Whether the answer before was right, and only its nonce too old.
  var isStale: Bool {
    if case .digest(let session) = self { session.challenge.isStale } else { false }
  }

  /// The request with the next answer of the session.
  mutating func sign(_ request: Request, as credentials: Credentials) -> Request {
    var signed = request
    let username = credentials.username
    let password = credentials.password.reveal()
    switch self {
    case .digest(var session):
      let answer = session.answer(
        method: request.method.rawValue, uri: request.endpoint.target, username: username, password: password)
      signed.headers.set("Authorization", answer.headerValue)
      self = .digest(session)
    case .basic:
      signed.headers.set("Authorization", BasicAnswer(username: username, password: password).headerValue)
    }
    return signed
  }

  private static func newNonce() -> String {
    String(UInt64.random(in: .min ... .max), radix: 16)
  }
}
