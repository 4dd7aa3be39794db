import FoundationEssentials
import Host
import ISAPI
import Planner

/// Restarts the recorder, once for all writes that asked for it, and waits until it is back.
struct RestartWork: StepWork {
  static let request = Request(.put, "/ISAPI/System/reboot")
  mutating func look(at site: inout Worksite) async throws -> Look {
    guard site.memory.isRestartDue else { return .asWanted(facts: ["no write asked for it"]) }
    site.memory.restartSentAt = site.clock.now.roundedUp
    return .toDo([PlannedWrite("PUT /ISAPI/System/reboot", isRepeatable: true)])
  }

  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult {
    await site.send(Self.request).result
  }

  /// A recorder that runs for less than the time since the request was restarted behind it.
  mutating func settle(_ open: RunStanding.OpenStep, at site: inout Worksite) async throws -> Settlement {
    guard let sentAt = site.memory.restartSentAt, let uptime = try await Self.uptime(&site),
      case .holds(let facts) = proof(uptime: uptime, elapsed: site.seconds(since: sentAt), &site)
    else { return .notDone(facts: []) }
    return .done(facts: facts)
  }

  mutating func prove(at site: inout Worksite) async throws -> Proof {
    let start = site.memory.restartSentAt ?? site.clock.now
    let place = site.link.address
    await site.link.close()
    var watch = RestartWatch("waiting for the restart", places: [place], since: start)
    var limit = RestartWatch.uptimePause
    while !(try await watch.waitUntilDown(site, within: limit)) {
      let elapsed = site.seconds(since: start)
      if let uptime = try await Self.uptime(&site), uptime < elapsed {
        return proof(uptime: uptime, elapsed: elapsed, &site)
      }
      guard limit < RestartWatch.downLimit else {
        return .failed(
          StepFailure(.failed, "the recorder did not restart", wayOut: "restart it by hand"))
      }
      limit += RestartWatch.uptimePause
    }
    while site.seconds(since: start) < RestartWatch.downLimit + RestartWatch.restartLimit {
      if await watch.look(at: place, site) == .active, let uptime = try await Self.uptime(&site) {
        return proof(uptime: uptime, elapsed: site.seconds(since: start), &site)
      }
      try await watch.wait(site)
    }
    return .failed(
      StepFailure(
        .unknown, "the recorder did not come back after its restart",
        wayOut: "check its power and screen"))
  }

  private func proof(uptime: Double, elapsed: Double, _ site: inout Worksite) -> Proof {
    guard uptime < elapsed else {
      return .failed(StepFailure(.failed, "the recorder runs since before the restart", wayOut: "restart it by hand"))
    }
    site.memory.isRestartDue = false
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
