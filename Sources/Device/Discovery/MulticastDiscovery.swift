import FoundationEssentials
package import Host
package import ISAPI
package import Logging
import Multicast
import SADP

/// Finds devices with SADP on the segments this machine is on; it asks, and writes nothing.
package struct MulticastDiscovery: RecorderDiscovery {
  private let interfaces: [String]?
  private let group: MulticastGroup
  private let clock: any WallClock
  private let logger: Logger

  /// Discovery on the interfaces with these IPv4 addresses, the loopback allowed; on every interface that
  /// multicast goes through where none are given.
  package init(
    interfaces: [String]? = nil, port: Int = SADPGroup.port, clock: any WallClock, logger: Logger
  ) {
    self.interfaces = interfaces
    group = MulticastGroup(address: SADPGroup.address, port: port)
    self.clock = clock
    self.logger = logger
  }

  package func inquire(
    for duration: Duration, until isEnough: @Sendable (DiscoveredDevice) -> Bool
  ) async throws -> [DiscoveredDevice] {
    let chosen = try interfaces ?? NetworkInterface.multicastCapable().map(\.address)
    guard !chosen.isEmpty else {
      throw DiscoveryUnavailable(place: "this machine", reason: "no interface for multicast")
    }
    do {
      return try await GroupSockets.withOpen(group, on: chosen) { sockets in
        for problem in sockets.problems {
          logger.warning(
            "discovery may miss devices", metadata: ["at": "\(problem.place)", "why": "\(problem.reason)"])
        }
        return try await survey(sockets, for: duration, until: isEnough)
      }
    } catch let problem as MulticastProblem {
      throw DiscoveryUnavailable(place: problem.place, reason: problem.reason)
    }
  }

  private func survey(
    _ sockets: GroupSockets, for duration: Duration, until isEnough: @Sendable (DiscoveredDevice) -> Bool
  ) async throws -> [DiscoveredDevice] {
    let inquiry = SADPInquiry(uuid: UUID().uuidString)
    return try await withThrowingTaskGroup { group in
      group.addTask {
        defer { sockets.finish() }
        try await ask(inquiry, through: sockets, for: duration)
      }
      var survey = DiscoverySurvey(uuid: inquiry.uuid)
      for await datagram in sockets.arrivals {
        switch survey.hear(datagram.bytes) {
        case .device(let device) where isEnough(device):
          group.cancelAll()
          return survey.devices
        case .hint: try await sockets.sendToGroup(inquiry.bytes)
        case .device, .nothing: continue
        }
      }
      try await group.waitForAll()
      return survey.devices
    }
  }

  /// Asks in rounds, and waits until the time is over.
  private func ask(_ inquiry: SADPInquiry, through sockets: GroupSockets, for duration: Duration) async throws {
    var elapsed = Duration.zero
    for time in InquirySchedule.times(within: duration) {
      if time > elapsed { try await clock.sleep(for: time - elapsed) }
      elapsed = time
      try await sockets.sendToGroup(inquiry.bytes)
    }
    if duration > elapsed { try await clock.sleep(for: duration - elapsed) }
  }
}

/// Nobody can be asked from this machine.
package struct DiscoveryUnavailable: Error, Sendable, Hashable {
  /// The address of the interface, or the group.
  package var place: String
  package var reason: String

  package init(place: String, reason: String) {
    self.place = place
    self.reason = reason
  }
}
