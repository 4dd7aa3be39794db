/// An exchange that did not come to an end.
package struct TransportError: Error, Sendable {
  /// What went wrong, and so what may have happened on the device.
  package enum Reason: String, Sendable, Hashable, Codable {
    /// Nobody accepted the connection; nothing was sent.
    case refused
    /// No connection within the limit; nothing was sent.
    case connectTimeout
    /// The name or address cannot be reached; nothing was sent.
    case unreachable
    /// The other end shows another certificate than the pinned one; nothing was sent.
    case untrustedCertificate
    /// The TLS handshake failed for another reason; nothing was sent.
    case handshakeFailed
    /// The connection ended before the answer was complete; the request may have had its effect.
    case cutOff
    /// No complete answer within the limit; the request may have had its effect.
    case answerTimeout
    /// What came was not HTTP, or larger than an answer may be; the request may have had its effect.
    case malformedAnswer

    /// Whether somebody is at the address all the same: who refuses a connection or shows a certificate is there.
    package var isFromSomebody: Bool { [.refused, .untrustedCertificate, .handshakeFailed].contains(self) }
  }

  package var reason: Reason
  package var address: DeviceAddress
  package var endpoint: Endpoint?
  /// What the system said, for the log.
  package var detail: String
  /// The pinned and the shown key, where the certificate is another one.
  package var keys: KeyChange?

  /// A recorder that shows another key than the one it is known by.
  package struct KeyChange: Sendable, Hashable {
    /// SHA-256 of the public key info in lower-case hex.
    package var pinned: String
    package var shown: String
    /// Where the pinned one is kept.
    package var place: String

    package init(pinned: String, shown: String, place: String) {
      self.pinned = pinned
      self.shown = shown
      self.place = place
    }
  }

  package init(_ reason: Reason, address: DeviceAddress, endpoint: Endpoint? = nil, detail: String = "") {
    self.reason = reason
    self.address = address
    self.endpoint = endpoint
    self.detail = detail
  }

  /// Whether the request may have reached the device.
  package var mayHaveHadEffect: Bool {
    switch reason {
    case .refused, .connectTimeout, .unreachable, .untrustedCertificate, .handshakeFailed: false
    case .cutOff, .answerTimeout, .malformedAnswer: true
    }
  }
}
