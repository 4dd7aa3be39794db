import FoundationEssentials
import Host
import ISAPI
import Planner

/// Restarts the recorder, once for all writes that asked for it, and waits until it is back.
struct RestartWork: StepWork {
  static let request = Request(.put, "/ISAPI/System/reboot")
  private var sentAt: Date?

  mutating func look(at site: inout Worksite) async throws -> Look {
    guard site.isRestartDue else { return .asWanted(facts: ["no write asked for it"]) }
    return .toDo([PlannedWrite("PUT /ISAPI/System/reboot", isRepeatable: true)])
  }

  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult {
    sentAt = site.clock.now
    return await site.send(Self.request).result
  }

  mutating func prove(at site: inout Worksite) async throws -> Proof {
    let start = sentAt ?? site.clock.now
    let places = [site.link.address] + (site.addressBehindRestart.map { [$0] } ?? [])
    await site.link.close()
    var watch = RestartWatch("waiting for the restart", places: places, since: start)
    var limit = RestartWatch.uptimePause
    while !(try await watch.waitUntilDown(site, within: limit)) {
      let elapsed = site.seconds(since: start)
      if let uptime = try await Self.uptime(&site), uptime < elapsed {
        return proof(uptime: uptime, elapsed: elapsed, &site)
      }
      guard limit < RestartWatch.downLimit else {
        return .failed(
          StepFailure(.failed, "the recorder did not restart", wayOut: "restart it by hand, then apply again"))
      }
      limit += RestartWatch.uptimePause
    }
    while site.seconds(since: start) < RestartWatch.downLimit + RestartWatch.restartLimit {
      for place in places where await watch.look(at: place, site) == .active {
        await site.link.move(to: place)
        guard let uptime = try await Self.uptime(&site) else { continue }
        return proof(uptime: uptime, elapsed: site.seconds(since: start), &site)
      }
      try await watch.wait(site)
    }
    return .failed(
      StepFailure(
        .unknown, "the recorder did not come back after its restart",
        wayOut: "check its power and screen, then run  nvrctl plan  again"))
  }

  private func proof(uptime: Double, elapsed: Double, _ site: inout Worksite) -> Proof {
    guard uptime < elapsed else {
      return .failed(StepFailure(.failed, "the recorder runs since before the restart", wayOut: "restart it by hand"))
    }
    site.isRestartDue = false
    site.addressBehindRestart = nil
    return .holds(facts: ["back", "uptime \(Int(uptime)) s < \(Int(elapsed)) s"])
  }

  /// The uptime once the recorder lets us in; nil while it is not ready (isapi.md 11.1).
  static func uptime(_ site: inout Worksite) async throws -> Double? {
    do {
      return try await site.link.uptime()
    } catch is TransportError {
      await site.link.close()
    } catch is DeviceRefusal {}
    return nil
  }
}
