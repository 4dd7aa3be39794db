package import ISAPI

/// How a request came in.
package struct Arrival: Sendable, Hashable {
  /// The address it came from; locks count by it.
  package var source: String
  package var scheme: DeviceAddress.Scheme

  package init(from source: String, over scheme: DeviceAddress.Scheme) {
    self.source = source
    self.scheme = scheme
  }
}

/// What a client gets to see of an answer.
package enum Delivery: Sendable, Hashable {
  case whole(Response)
  /// The head and the first bytes of the body, then the connection ends.
  case truncated(Response, bytes: Int)
  /// The connection ends without a byte.
  case cut
  /// Nothing comes, ever.
  case silence
}
