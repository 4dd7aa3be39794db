import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings

/// Finds the recorder again for a run that was cut off; it may stand elsewhere by now, or be restarting.
struct RecorderSearch: Sendable {
  private let step: PlanStep
  /// Whether a write of the step had left.
  private let isUnsettled: Bool
  private var strangers: Set<DeviceAddress> = []
  /// Where the run left the recorder.
  private var home: DeviceAddress?
  private var foundInactive = false

  init(for step: PlanStep, isUnsettled: Bool) {
    self.step = step
    self.isUnsettled = isUnsettled
  }

  /// Puts the link where the recorder is, and tells why it cannot; throws `StopAsked`.
  mutating func find(_ site: inout Worksite) async throws -> StepFailure? {
    switch step.act {
    case .proveReset: return nil
    case .reset where isUnsettled: return nil
    // The step itself looks where the recorder went.
    case .address, .setting:
      if isUnsettled, site.memory.move?.step == step.number { return nil }
      return try await searchLoggingIn(&site)
    case .activate:
      strangers = Set(site.memory.reset?.strangers ?? [])
      return try await search(&site) { search, place, state, site in await search.takesUp(place, state, &site) }
    case .backup, .reset, .rotatePassword, .restart, .verify: return try await searchLoggingIn(&site)
    }
  }

  private mutating func searchLoggingIn(_ site: inout Worksite) async throws -> StepFailure? {
    try await search(&site) { search, place, state, site in try await search.logsIn(at: place, state, &site) }
  }

  private typealias Take = (inout Self, DeviceAddress, ActivationState, inout Worksite) async throws -> Bool

  private mutating func search(_ site: inout Worksite, _ take: Take) async throws -> StepFailure? {
    let start = site.clock.now
    home = site.link.address
    var places = Self.places(site)
    var watch = RestartWatch("looking for the recorder", places: places, since: start)
    while site.seconds(since: start) < RestartWatch.restartLimit {
      for place in places where !strangers.contains(place) {
        guard let state = await watch.look(at: place, site) else { continue }
        if try await take(&self, place, state, &site) { return nil }
      }
      if foundInactive { return wasReset }
      try await watch.wait(site)
      if let host = try await site.announcement()?.address, !places.contains(where: { $0.host == host }) {
        places.append(places[0].at(host: host))
      }
    }
    return notFound(places)
  }

  /// A device that waits for its password, or has one.
  private func takesUp(_ place: DeviceAddress, _ state: ActivationState, _ site: inout Worksite) async -> Bool {
    guard state != .unknown else { return false }
    await site.link.move(to: place)
    return true
  }

  private mutating func logsIn(
    at place: DeviceAddress, _ state: ActivationState, _ site: inout Worksite
  ) async throws -> Bool {
    switch state {
    case .active: break
    case .inactive:
      if place == home { foundInactive = true }
      return false
    case .unknown: return false
    }
    await site.link.move(to: place)
    do {
      try await logIn(&site)
      return true
    } catch is IdentityMismatch {
      strangers.insert(place)
      return false
    } catch is TransportError {
      return false
    } catch is DeviceRefusal {
      return false
    }
  }

  /// Opens a session; where a new password had left, it is tried before the one from before, each once.
  private func logIn(_ site: inout Worksite) async throws {
    guard case .rotatePassword = step.act, isUnsettled, site.link.login == .previous else {
      _ = try await site.link.session()
      return
    }
    if try await PasswordLadder.climb(&site) == nil { throw PasswordLadder.neither }
  }

  /// Where the recorder was last, where a change may have taken it, what the manifest names, and what the plan gives it.
  private static func places(_ site: Worksite) -> [DeviceAddress] {
    let memory = site.memory
    let target = site.plan.target
    let given = site.plan.steps.compactMap(\.act.change).compactMap(NetworkInterface.newAddress)
    let wanted = given.map { host in target.addresses.first { $0.host == host } ?? memory.address.at(host: host) }
    let factory = memory.reset.map { ResetPlaces(target, from: $0.address).all } ?? []
    var seen: Set<DeviceAddress> = []
    return
      ([memory.address] + (memory.move?.new ?? []) + [target.address] + target.addresses + wanted + factory).filter {
        seen.insert($0).inserted
      }
  }

  private var wasReset: StepFailure {
    StepFailure(
      .refused,
      "the device at \(home?.description ?? "its address") has no administrator: it was reset, or is another one",
      wayOut: "look which device stands there")
  }

  private func notFound(_ places: [DeviceAddress]) -> StepFailure {
    let list = places.map(\.description).joined(separator: ", ")
    let others =
      strangers.isEmpty ? "" : "; other devices stand at " + strangers.map(\.host).sorted().joined(separator: ", ")
    return StepFailure(
      .unknown, "the recorder does not answer at \(list)\(others)",
      wayOut: "check its power, network and address")
  }
}
