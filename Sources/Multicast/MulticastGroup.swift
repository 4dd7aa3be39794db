import NIOCore

/// A group of hosts on one network segment, and the port they listen on.
package struct MulticastGroup: Sendable, Hashable, CustomStringConvertible {
  /// An IPv4 address from 224.0.0.0 on.
  package var address: String
  /// The port that members listen on; 0 takes a free one, for members that tell each other.
  package var port: Int

  package init(address: String, port: Int) {
    self.address = address
    self.port = port
  }

  package var description: String { "\(address):\(port)" }
}

/// A datagram that arrived.
package struct Datagram: Sendable {
  package let bytes: [UInt8]
  /// Where it came from; good to answer to, and no proof of anything.
  let sender: SocketAddress
}

/// What stood against a part of the multicast; the other parts went on.
package struct MulticastProblem: Error, Sendable, Hashable {
  /// The address of the interface, or the group and port where it is about listening as a whole.
  package var place: String
  package var reason: String

  init(_ place: String, _ reason: String) {
    self.place = place
    self.reason = reason
  }

  init(_ place: String, _ error: any Error) { self.init(place, String(describing: error)) }
}
