import FoundationEssentials
import Host
import ISAPI
import Planner

/// Follows a recorder to its new address, or puts the old one back (design 6.5).
struct AddressMove: Sendable {
  /// How long after the first sight the second one comes.
  private static let secondLook = Duration.seconds(10)

  let old: DeviceAddress
  let new: [DeviceAddress]
  var sentAt = Date.distantPast
  private var strangers: Set<DeviceAddress> = []

  init(from old: DeviceAddress, to new: [DeviceAddress]) {
    self.old = old
    self.new = new
  }

  /// Watches new and old addresses until the same serial answered with authentication at a new one twice, from new
  /// connections; nil when the window closed before.
  mutating func follow(_ site: inout Worksite) async throws -> DeviceAddress? {
    let window = Double(site.plan.target.confirmWindow)
    var watch = RestartWatch("waiting for the same serial", places: new + [old], since: sentAt)
    while site.seconds(since: sentAt) < window {
      for place in new + (try await announcedPlace(site)) where !strangers.contains(place) {
        guard await watch.look(at: place, site) == .active, await admits(place, site) else { continue }
        try await site.clock.sleep(for: Self.secondLook)
        guard await admits(place, site) else { continue }
        await site.link.move(to: place)
        return place
      }
      _ = await watch.look(at: old, site)
      try await watch.wait(
        site,
        until: Waiting.Deadline(consequence: "goes back to \(old.host)", seconds: window - site.seconds(since: sentAt)))
    }
    return nil
  }

  /// The first way that answers with authentication after the window closed, the old address before the new.
  ///
  /// The session goes on there; nil when none answers for as long again.
  mutating func wayBack(_ site: inout Worksite) async throws -> DeviceAddress? {
    let start = site.clock.now
    while site.seconds(since: start) < Double(site.plan.target.confirmWindow) {
      for place in [old] + new + (try await announcedPlace(site)) where await admits(place, site) {
        await site.link.move(to: place)
        return place
      }
      try await site.clock.sleep(for: RestartWatch.pause)
    }
    return nil
  }

  /// Waits for the recorder at its old address after the old settings were sent, and tells what became of it.
  mutating func confirmReturn(_ site: inout Worksite) async throws -> StepFailure {
    let start = site.clock.now
    while site.seconds(since: start) < Double(site.plan.target.confirmWindow) {
      if await admits(old, site) {
        await site.link.move(to: old)
        return returned
      }
      try await site.clock.sleep(for: RestartWatch.pause)
    }
    return lost
  }

  /// The earlier state was observed.
  var returned: StepFailure {
    StepFailure(
      .rolledBack, "the recorder did not stay reachable at \(newHosts) and is back at \(old.host)",
      wayOut: "check address, gateway and switch port, then run  nvrctl plan  again")
  }

  /// Nothing answers.
  var lost: StepFailure {
    StepFailure(
      .unknown, "the recorder answers neither at \(newHosts) nor at \(old.host)",
      wayOut: "find it on its network and at its screen; then run  nvrctl plan  again")
  }

  /// Where the recorder announces that it is, when that is neither the old nor a new place.
  private func announcedPlace(_ site: Worksite) async throws -> [DeviceAddress] {
    guard let host = try await site.announcement()?.address, !(new + [old]).contains(where: { $0.host == host }) else {
      return []
    }
    return [old.at(host: host)]
  }

  private var newHosts: String { new.map(\.host).joined(separator: ", ") }

  /// Whether the declared recorder answers at a place with authentication, from a new connection.
  private mutating func admits(_ place: DeviceAddress, _ site: Worksite) async -> Bool {
    guard !strangers.contains(place), await site.link.activation(at: place) == .active else { return false }
    do {
      await (try site.link.newSession(at: place)).close()
      return true
    } catch is TransportError, is DeviceRefusal {
      return false
    } catch {
      // Another device, or no password to be risked there again.
      strangers.insert(place)
      return false
    }
  }
}
