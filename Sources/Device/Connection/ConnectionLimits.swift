/// How long and how much a connection may take; a recorder that hangs costs no more than this.
package struct ConnectionLimits: Sendable, Hashable {
  /// For the connection itself, and once more for its TLS handshake.
  package var connecting: Duration
  /// For a whole exchange that brings no limit of its own.
  package var answering: Duration
  /// The largest body of an answer in bytes.
  package var bodySize: Int
  /// How long a socket may have been idle to carry a write: a device may close it at any moment, and a write
  /// that is cut off leaves open whether it had its effect.
  package var idleBeforeWrite: Duration

  package init(
    connecting: Duration = .seconds(5), answering: Duration = .seconds(15), bodySize: Int = 16 * 1024 * 1024,
    idleBeforeWrite: Duration = .seconds(2)
  ) {
    self.connecting = connecting
    self.answering = answering
    self.bodySize = bodySize
    self.idleBeforeWrite = idleBeforeWrite
  }
}
