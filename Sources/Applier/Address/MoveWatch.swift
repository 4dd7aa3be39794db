import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings

/// Follows a recorder to where a change takes it, and finds the way back to it (design 6.5).
struct MoveWatch: Sendable {
  /// How long after the first sight the second one comes.
  private static let secondLook = Duration.seconds(10)
  /// How long a recorder that gave no answer is left alone before it counts as one that did not get the request.
  private static let settlingTime = 30.0

  let memory: MoveMemory
  /// When the watch began.
  let start: Date
  private var strangers: Set<DeviceAddress> = []
  /// Why something that answers at a place is not taken for the recorder, for the end of the story.
  private(set) var doubts: [String] = []

  init(_ memory: MoveMemory, since start: Date) {
    self.memory = memory
    self.start = start
  }

  /// What following a recorder gave.
  enum Course: Sendable, Hashable {
    /// The same serial answered at a place with authentication twice; the session goes on there.
    case arrived(DeviceAddress)
    /// It answers where it was, and everything there is as before.
    case stayed
    /// The window closed.
    case expired
  }

  /// Watches new and old places until the same serial answers at a new one with authentication twice.
  ///
  /// Each time it is asked over a new connection. With `mayStay` the watch ends too when it is clear that nothing
  /// happened. Throws `StopAsked`.
  mutating func follow(
    _ site: inout Worksite, mayStay: Bool, isAsBefore: (inout Worksite) async throws -> Bool
  ) async throws -> Course {
    let window = window(site)
    var watch = RestartWatch("waiting for the same serial", places: memory.new + [memory.old], since: start)
    while site.seconds(since: start) < window {
      // Anywhere but where it is to be, it is not where the manifest wants it, whatever it announces.
      for place in memory.new + (memory.isLeaseAwaited ? try await announcedPlaces(site) : []) {
        guard await watch.look(at: place, site) == .active, await admits(place, site) else { continue }
        try await site.rest(for: Self.secondLook)
        guard await admits(place, site) else { continue }
        await site.link.move(to: place)
        return .arrived(place)
      }
      let isThere = await watch.look(at: memory.old, site) == .active
      if mayStay, isThere, site.seconds(since: start) >= Self.settlingTime, await admits(memory.old, site) {
        await site.link.move(to: memory.old)
        if try await isAsBefore(&site) { return .stayed }
      }
      let left = window - site.seconds(since: start)
      try await watch.wait(
        site, until: Waiting.Deadline(consequence: "goes back to \(memory.old.host)", seconds: left))
    }
    return .expired
  }

  /// The first way that answers with authentication after the window closed; nil when none does for as long again.
  ///
  /// The old place is asked before the new ones and any other that is known. Throws `StopAsked`.
  mutating func wayBack(_ site: inout Worksite) async throws -> DeviceAddress? {
    let began = site.clock.now
    let known = knownPlaces(site)
    let watch = RestartWatch("looking for a way back", places: known, since: began)
    while site.seconds(since: began) < window(site) {
      for place in known + (try await announcedPlaces(site)) where await admits(place, site) {
        await site.link.move(to: place)
        return place
      }
      try await watch.wait(site)
    }
    return nil
  }

  /// Waits for the recorder behind the old settings that were sent, and tells what became of it.
  ///
  /// Throws `StopAsked`.
  mutating func confirmReturn(
    _ site: inout Worksite, isAsBefore: (inout Worksite) async throws -> Bool
  ) async throws -> StepFailure {
    let began = site.clock.now
    let watch = RestartWatch("waiting for the old settings", places: [memory.old], since: began)
    var isThere = false
    while site.seconds(since: began) < window(site) {
      for place in knownPlaces(site) + (try await announcedPlaces(site)) where await admits(place, site) {
        isThere = true
        await site.link.move(to: place)
        if try await isAsBefore(&site) { return returned }
      }
      try await watch.wait(site)
    }
    return isThere ? changed : lost
  }

  /// The earlier state was observed.
  var returned: StepFailure {
    StepFailure(
      .rolledBack, "the recorder did not stay reachable at \(newPlaces), and is back as it was\(why)",
      wayOut: "check address, gateway, ports and switch port")
  }

  /// It answers, and is neither as wanted nor as before.
  private var changed: StepFailure {
    StepFailure(
      .failed, "the recorder answers, and its settings are not those from before\(why)",
      wayOut: "run  nvrctl plan  to see what differs")
  }

  /// Nothing answers.
  var lost: StepFailure {
    StepFailure(
      .unknown, "the recorder answers neither at \(newPlaces) nor at \(memory.old)\(why)",
      wayOut: "find it on its network and at its screen; then resume the run")
  }

  private var why: String { doubts.isEmpty ? "" : "; " + doubts.joined(separator: "; ") }

  private var newPlaces: String { memory.new.map(\.description).joined(separator: ", ") }

  /// Every place where the recorder may be, the old one first.
  private func knownPlaces(_ site: Worksite) -> [DeviceAddress] {
    var known = [memory.old]
    for place in memory.new + site.plan.target.addresses where !known.contains(place) { known.append(place) }
    return known
  }

  /// Where the recorder announces that it is, when that is neither the old nor a new place; its port may be a new one.
  func announcedPlaces(_ site: Worksite) async throws -> [DeviceAddress] {
    guard let host = try await site.announcement()?.address else { return [] }
    let known = memory.new + [memory.old]
    if known.contains(where: { $0.host == host }) { return [] }
    var places: [DeviceAddress] = []
    for place in known.map({ $0.at(host: host) }) where !places.contains(place) { places.append(place) }
    return places
  }

  /// How long a move may take; a restart takes its own time before (isapi.md 11.1).
  private func window(_ site: Worksite) -> Double {
    Double(site.plan.target.confirmWindow) + (memory.restarts ? RestartWatch.downLimit : 0)
  }

  /// Whether the declared recorder answers at a place with authentication, from a new connection.
  mutating func admits(_ place: DeviceAddress, _ site: Worksite) async -> Bool {
    guard !strangers.contains(place), await site.link.activation(at: place) == .active else { return false }
    do {
      await (try site.link.newSession(at: place)).close()
      return true
    } catch let error as TransportError {
      if error.reason == .untrustedCertificate { doubt(error) }
      return false
    } catch is DeviceRefusal {
      return false
    } catch {
      // Another device, or no password to be risked there again.
      strangers.insert(place)
      doubt(error)
      return false
    }
  }

  private mutating func doubt(_ error: any Error) {
    let message = StepFailure(error).message
    if !doubts.contains(message) { doubts.append(message) }
  }
}
