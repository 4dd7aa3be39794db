import FoundationEssentials
import Host
import ISAPI
import Planner

/// Proves that a reset happened, positively and by two facts (design 5).
///
/// Inactive where an administrator was is the first fact; the second is a time without an answer, another request that
/// is refused for the same reason, or the recorder announcing it with its own serial and hardware address. An active
/// recorder of the declared serial proves it when it runs for a shorter time than since the request and its settings
/// are others than before. A timeout, a refusal, a 401 or a mere restart never does.
struct ResetProof: ReadingWork {
  private var watch = RestartWatch("waiting for the reset", places: [], since: .distantPast)
  /// Places whose device turned out to be another one.
  private var strangers: [DeviceAddress: StepFailure] = [:]

  mutating func look(at site: inout Worksite) async throws -> Look {
    guard let reset = site.memory.reset else {
      return .failed(StepFailure(.unknown, "no reset was sent by this run", wayOut: "plan again"))
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
            wayOut: "look at its screen, then run  nvrctl plan  again"))
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
    if watch.sawDown { return "went away and came back within \(Int(site.seconds(since: reset.time))) s" }
    return await site.link.refusesAsInactive(at: place) ? "refuses other requests as not activated" : nil
  }

  /// One login at this place; a device that is another one is not asked again.
  private mutating func examineActive(
    _ place: DeviceAddress, _ reset: ResetRequest, _ site: inout Worksite
  ) async throws -> Look? {
    await site.link.move(to: place)
    do {
      guard try await logIn(&site), let uptime = try await RestartWork.uptime(&site) else { return nil }
      let elapsed = site.seconds(since: reset.time)
      guard uptime < elapsed else { return nil }
      return try await compare(reset, uptime: uptime, elapsed: elapsed, &site)
    } catch let mismatch as IdentityMismatch {
      strangers[place] = StepFailure(mismatch)
      watch.note("another device", at: place, site)
      return nil
    } catch let refusal as LoginRefused {
      var failure = StepFailure(refusal)
      failure.kind = .unknown
      failure.message = "whether the reset happened is not known: " + failure.message
      return .failed(failure)
    }
  }

  /// Opens a session; false while the recorder is not ready.
  ///
  /// A reset that keeps the password may make a new certificate all the same, and without a login there is no proof: the
  /// certificate is given up here, and the login shows the serial before anything else is believed (isapi.md 11.2).
  private func logIn(_ site: inout Worksite) async throws -> Bool {
    do {
      _ = try await site.link.session()
      return true
    } catch let error as TransportError {
      guard error.reason == .untrustedCertificate, watch.sawDown else { return false }
      try site.link.forgetCertificate()
      return false
    } catch is DeviceRefusal {
      return false
    }
  }

  private func compare(
    _ reset: ResetRequest, uptime: Double, elapsed: Double, _ site: inout Worksite
  ) async throws -> Look {
    let moved = try await reset.movedFields(&site)
    guard !moved.isEmpty else {
      return .failed(
        StepFailure(
          .unknown, "the recorder restarted, and nothing shows that its settings were reset",
          wayOut: "look at its log for a factory reset, then run  nvrctl plan  again"))
    }
    await site.link.forgetDocuments()
    return .asWanted(facts: [
      "active, same serial", "uptime \(Int(uptime)) s < \(Int(elapsed)) s", "\(moved.count) settings changed",
    ])
  }

  private func notBack(_ places: [DeviceAddress]) -> StepFailure {
    if let stranger = strangers.values.first { return stranger }
    let list = places.map(\.description).joined(separator: ", ")
    return StepFailure(
      .unknown, "the reset was sent, and the recorder does not answer at \(list)",
      wayOut: "find it on its network and at its screen; add its address to connect.addresses")
  }
}
