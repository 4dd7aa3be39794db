import FoundationEssentials
import Host
import ISAPI
import Planner

/// Proves that a reset happened, positively and by two facts (design 5).
///
/// Inactive where an administrator was is the first fact; the second is a time without an answer, another request that
/// is refused for the same reason, or the recorder announcing it with its own serial and hardware address; one that was
/// heard before must be heard again. An active recorder of the declared serial proves it when it runs for a shorter time
/// than since the request, its settings are others than before, and its log does not speak against it. A timeout, a
/// refusal, a 401 or a mere restart never does.
struct ResetProof: ReadingWork {
  private var watch = RestartWatch("waiting for the reset", places: [], since: .distantPast)
  /// Places whose device turned out to be another one.
  private var strangers: [DeviceAddress: StepFailure] = [:]

  mutating func look(at site: inout Worksite) async throws -> Look {
    guard let reset = site.memory.reset else {
      return .failed(StepFailure(.unknown, "no reset was sent by this run"))
    }
    var places = ResetPlaces(site.plan.target, from: reset.address).all.filter { !reset.strangers.contains($0) }
    let start = site.clock.now
    watch = RestartWatch("waiting for the recorder to come back", places: places, since: start)
    var limit = RestartWatch.uptimePause
    while !(try await watch.waitUntilDown(site, within: limit)) {
      if let look = try await examine(reset.address, nil, reset, &site) { return look }
      guard limit < RestartWatch.downLimit else {
        return .failed(
          StepFailure(
            .failed, "the recorder took the reset and did not restart",
            wayOut: "look at its screen"))
      }
      limit += RestartWatch.uptimePause
    }
    while site.seconds(since: start) < RestartWatch.downLimit + RestartWatch.resetLimit {
      let announced = try await site.announcement()
      if let host = announced?.address, !places.contains(where: { $0.host == host }) {
        places.append(reset.address.at(host: host))
      }
      for place in places where strangers[place] == nil {
        if let look = try await examine(place, announced, reset, &site) { return look }
      }
      try await watch.wait(site)
    }
    return .failed(notBack(places))
  }

  private mutating func examine(
    _ place: DeviceAddress, _ announced: DiscoveredDevice?, _ reset: ResetRequest, _ site: inout Worksite
  ) async throws -> Look? {
    switch await watch.look(at: place, site) {
    case nil, .unknown: return nil
    case .inactive:
      guard let witness = await witness(of: place, announced, reset, site) else { return nil }
      await site.link.move(to: place)
      await site.link.forgetDocuments()
      try site.link.forgetCertificate()
      return .asWanted(facts: ["inactive at \(place)", witness])
    case .active: return try await examineActive(place, reset, &site)
    }
  }

  /// The second fact beside an inactive device at a place; nil where there is none, or where it is another device.
  private mutating func witness(
    of place: DeviceAddress, _ announced: DiscoveredDevice?, _ reset: ResetRequest, _ site: Worksite
  ) async -> String? {
    if let announced {
      if announced.address == place.host, !announced.isActivated { return "SADP: inactive, same device" }
      watch.note("another device, inactive", at: place, site)
      return nil
    }
    if reset.wasHeard {
      // It announced itself before, and does so as soon as it is up again.
      watch.note("inactive, and does not announce itself", at: place, site)
      return nil
    }
    if place.host != reset.address.host {
      // A recorder that merely restarts would be back where it was by then.
      let isBack = await site.link.activation(at: reset.address) != nil
      guard !isBack, site.seconds(since: reset.time) > ResetRequest.restartTime else { return nil }
    }
    if watch.sawDown { return "went away and came back within \(Int(site.seconds(since: reset.time))) s" }
    return await site.link.refusesAsInactive(at: place) ? "refuses other requests as not activated" : nil
  }

  /// One login at this place; a device that is another one is not asked again.
  private mutating func examineActive(
    _ place: DeviceAddress, _ reset: ResetRequest, _ site: inout Worksite
  ) async throws -> Look? {
    await site.link.move(to: place)
    do {
      let elapsed = site.seconds(since: reset.time)
      let mayBeNew = watch.sawDown || elapsed > ResetRequest.restartTime
      guard try await site.logIn(takingNewCertificate: mayBeNew), let uptime = try await RestartWork.uptime(&site)
      else { return nil }
      guard uptime < elapsed else { return nil }
      return try await compare(reset, uptime: uptime, elapsed: elapsed, &site)
    } catch let mismatch as IdentityMismatch {
      strangers[place] = StepFailure(mismatch)
      watch.note("another device", at: place, site)
      return nil
    } catch is DeviceRefusal {
      return nil
    } catch is TransportError {
      await site.link.close()
      return nil
    } catch let refusal as LoginRefused {
      var failure = StepFailure(refusal)
      failure.kind = .unknown
      failure.message = "whether the reset happened is not known: " + failure.message
      return .failed(failure)
    }
  }

  private func compare(
    _ reset: ResetRequest, uptime: Double, elapsed: Double, _ site: inout Worksite
  ) async throws -> Look {
    guard let fact = try await reset.trace(&site) else {
      return .failed(
        StepFailure(
          .unknown, "the recorder restarted, and nothing shows that its settings were reset",
          wayOut: "look at its log for a factory reset"))
    }
    await site.link.forgetDocuments()
    return .asWanted(facts: ["active, same serial", "uptime \(Int(uptime)) s < \(Int(elapsed)) s", fact])
  }

  private func notBack(_ places: [DeviceAddress]) -> StepFailure {
    if let stranger = strangers.values.first { return stranger }
    let list = places.map(\.description).joined(separator: ", ")
    return StepFailure(
      .unknown, "the reset was sent, and the recorder does not answer at \(list)",
      wayOut: "find it on its network and at its screen; add its address to connect.addresses")
  }
}
