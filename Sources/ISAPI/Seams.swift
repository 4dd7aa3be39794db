package import Host

/// One kept-alive way to one address; it knows nothing of accounts or documents.
///
/// Sockets implement it in `Device`, a simulated network in `Simulator`.
package protocol DeviceConnection: Sendable {
  /// Sends one request and waits for its whole answer; throws `TransportError`.
  func exchange(_ request: Request) async throws -> Response
  /// Gives the way up; later exchanges fail.
  func close() async
  /// The address at this end, as the device sees it where nobody translates it; nil where it is not known.
  var ownHost: String? { get }
}

/// Opens connections; the only thing that differs between a real and a simulated network.
package protocol DeviceDialer: Sendable {
  /// A connection to an address, or `TransportError`; the peer's certificate is shown to `trust` first.
  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection
}

/// Decides whether the certificate at the other end is the recorder's own (design 6.6).
package protocol CertificateTrust: Sendable {
  /// Whether a key may be trusted, by the SHA-256 of its public key info in lower-case hex.
  func accepts(fingerprint: String, from address: DeviceAddress) -> Bool
}

/// A way to send requests to one recorder, logged in or not.
package protocol DeviceTransport: Sendable {
  /// Where the requests go.
  var address: DeviceAddress { get }
  /// Sends one request and waits for its answer; throws `TransportError` or `LoginRefused`.
  func send(_ request: Request) async throws -> Response
  /// Gives the way up.
  func close() async
  /// The address at this end, as the device sees it where nobody translates it; nil where it is not known.
  var ownHost: String? { get }
}

/// A user of a recorder with the password to try.
package struct Credentials: Sendable, Hashable {
  package var username: String
  package var password: Secret

  package init(username: String, password: Secret) {
    self.username = username
    self.password = password
  }
}

/// How the applier gets to one recorder, wherever it is at the moment.
///
/// `Device` implements it; the ledger and the pin of the recorder live behind it.
package protocol RecorderGateway: Sendable {
  /// A transport that sends no credentials, for what an inactive recorder answers (isapi.md 2.4).
  ///
  /// It takes any certificate, since a recorder shows a new one before its reset can be proved.
  func anonymous(at address: DeviceAddress) async throws -> any DeviceTransport
  /// Logs in with one try and proves the identity with an authenticated `deviceInfo`;
  /// throws `TransportError`, `LoginRefused` or `IdentityMismatch`.
  func session(at address: DeviceAddress, as credentials: Credentials) async throws -> any DeviceTransport
  /// Logins of an account that may still fail before it is locked, as far as is known; nil where nobody counts.
  func triesLeft(for username: String) throws -> Int?
  /// Lets the recorder show a new certificate, once, because a reset was proved or a setting replaced it.
  func forgetCertificate() throws
  /// A password was set: one that was refused earlier in the run may be right now, and may be tried once more.
  func forgetRefusals()
  /// Tries a password that must not be right any more, where one wrong try more may be spent;
  /// throws what `session` throws, but for `LoginRefused`.
  func tryForRefusal(_ credentials: Credentials, at address: DeviceAddress) async throws -> RefusalTrial
}

/// What came of trying a password that should be refused.
package enum RefusalTrial: Sendable, Hashable {
  case refused
  case taken
  /// Nothing was sent, or the device did not look at it: no wrong try could be afforded.
  case notTried
}
