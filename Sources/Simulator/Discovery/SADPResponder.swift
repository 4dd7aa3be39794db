import Multicast
import SADP

/// Answers inquiries for recorders on real sockets, one pair for all of them, as devices are told apart by
/// hardware address (sadp.md 13).
///
/// It only answers who is there; every other request stays without answer and without effect.
package struct SADPResponder: Sendable {
  /// Where answers go; devices do all three (sadp.md 2).
  package enum ReplyPath: Sendable, Hashable, CaseIterable {
    /// To the group; several programs on one host can hear it.
    case group
    /// To whoever asked.
    case sender
    case both
  }

  private let recorders: [SimulatedRecorder]
  private let interface: String
  private let group: MulticastGroup
  private let replyPath: ReplyPath

  /// A responder on the interface with an IPv4 address; port 0 takes a free one.
  package init(
    for recorders: [SimulatedRecorder], interface: String, port: Int = SADPGroup.port, replyPath: ReplyPath = .group
  ) {
    self.recorders = recorders
    self.interface = interface
    group = MulticastGroup(address: SADPGroup.address, port: port)
    self.replyPath = replyPath
  }

  /// Answers as long as the body runs, which is given the port that is listened on.
  ///
  /// Throws `ResponderUnavailable` where the system lets no group be joined there.
  package func answering<Result: Sendable>(
    while body: @Sendable (_ port: Int) async throws -> Result
  ) async throws -> Result {
    do {
      return try await GroupSockets.withOpen(group, on: [interface]) { sockets in
        guard let port = sockets.groupPort, sockets.problems.isEmpty else {
          throw ResponderUnavailable(reason: sockets.problems.first?.reason ?? "no port")
        }
        return try await withThrowingTaskGroup { tasks in
          tasks.addTask { await answer(through: sockets) }
          for recorder in recorders {
            tasks.addTask { await announceStarts(of: recorder, through: sockets) }
          }
          defer { tasks.cancelAll() }
          return try await body(port)
        }
      }
    } catch let problem as MulticastProblem {
      throw ResponderUnavailable(reason: "\(problem.place): \(problem.reason)")
    }
  }

  private func answer(through sockets: GroupSockets) async {
    for await datagram in sockets.arrivals {
      guard let inquiry = SADPInquiry(parsing: datagram.bytes) else { continue }
      for recorder in recorders {
        guard let reply = recorder.reply(on: .inquiry(uuid: inquiry.uuid)) else { continue }
        // A datagram that cannot be sent is a datagram lost; the client asks again.
        if replyPath != .sender { try? await sockets.sendToGroup(reply.bytes) }
        if replyPath != .group { try? await sockets.answer(datagram, with: reply.bytes) }
      }
    }
  }

  /// Says hello when a recorder has started or has a new address (sadp.md 4.4).
  private func announceStarts(of recorder: SimulatedRecorder, through sockets: GroupSockets) async {
    for await event in recorder.events {
      switch event {
      case .phase(.booting), .moved:
        guard let hello = recorder.reply(on: .hello) else { continue }
        try? await sockets.sendToGroup(hello.bytes)
      default: continue
      }
    }
  }
}

/// Nobody can be answered from this machine.
package struct ResponderUnavailable: Error, Sendable, Hashable {
  package var reason: String
}
