import NIOCore
import NIOPosix

/// The sockets of one member of a group: on each interface one to send from, and one that hears the group.
///
/// A host that answers may do so to the sender or to the group; both arrive here (sadp.md 2).
package struct GroupSockets: Sendable {
  /// Everything that arrives, until the sockets are closed or `finish` is called; for one reader.
  package let arrivals: AsyncStream<Datagram>
  /// The port that the group is heard on, nil where it is not heard.
  package let groupPort: Int?
  /// What could not be opened.
  package let problems: [MulticastProblem]

  private let group: MulticastGroup
  private let senders: [DatagramSocket]
  private let receiver: DatagramSocket?
  private let inbox: AsyncStream<Datagram>.Continuation

  /// Opens the sockets, works with them and closes them again.
  ///
  /// Interfaces are given by their IPv4 addresses. Throws `MulticastProblem` where none can be sent from.
  package static func withOpen<Result>(
    _ group: MulticastGroup, on interfaces: [String], _ body: (Self) async throws -> Result
  ) async throws -> Result {
    let sockets = await open(group, on: interfaces)
    do {
      guard !sockets.senders.isEmpty else {
        throw sockets.problems.first ?? MulticastProblem(group.description, "no interface was given")
      }
      let result = try await body(sockets)
      await sockets.close()
      return result
    } catch {
      await sockets.close()
      throw error
    }
  }

  private static func open(_ group: MulticastGroup, on interfaces: [String]) async -> Self {
    let (arrivals, inbox) = AsyncStream.makeStream(of: Datagram.self, bufferingPolicy: .bufferingOldest(4_096))
    var problems: [MulticastProblem] = []
    var senders: [DatagramSocket] = []
    var receiver: DatagramSocket?
    for interface in interfaces {
      await note(interface, in: &problems) { senders.append(try await .open(sendingFrom: interface, inbox)) }
    }
    await note(group.description, in: &problems) { receiver = try await .open(hearing: group, inbox) }
    for sender in senders {
      await note(sender.interface, in: &problems) { try await receiver?.join(group.address, on: sender.interface) }
    }
    return Self(
      arrivals: arrivals, groupPort: receiver?.port, problems: problems, group: group, senders: senders,
      receiver: receiver, inbox: inbox)
  }

  /// Does a part of the work; the others go on when it fails.
  private static func note(
    _ place: String, in problems: inout [MulticastProblem], _ work: () async throws -> Void
  ) async {
    do {
      try await work()
    } catch {
      problems.append(MulticastProblem(place, error))
    }
  }

  private func close() async {
    inbox.finish()
    for socket in senders { await socket.close() }
    await receiver?.close()
  }

  /// Sends to the group through every interface; throws where none takes it.
  package func sendToGroup(_ bytes: [UInt8]) async throws {
    let host = try SocketAddress(ipAddress: group.address, port: groupPort ?? group.port)
    var failure: MulticastProblem?
    var wasSent = false
    for sender in senders {
      do {
        try await sender.send(bytes, to: host)
        wasSent = true
      } catch {
        failure = MulticastProblem(sender.interface, error)
      }
    }
    if !wasSent, let failure { throw failure }
  }

  /// Sends to where a datagram came from, through the first interface.
  package func answer(_ datagram: Datagram, with bytes: [UInt8]) async throws {
    try await senders.first?.send(bytes, to: datagram.sender)
  }

  /// Ends the arrivals; what has arrived is still read.
  package func finish() { inbox.finish() }
}
