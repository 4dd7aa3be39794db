import FoundationEssentials
import Host
import ISAPI
import Planner

/// Finds out whether a reset happened whose answer nobody recorded; it must be sent again only where it did not.
///
/// It happened where the recorder stands inactive, or restarted since and has other settings. It did not where the
/// recorder runs since before the request, and for longer than an accepted reset takes to begin (isapi.md 11.1).
/// Everything else is left open.
struct ResetSettlement: Sendable {
  private let reset: ResetRequest
  private var watch: RestartWatch
  private var strangers: Set<DeviceAddress>

  init(of reset: ResetRequest, _ target: Plan.Target) {
    self.reset = reset
    strangers = Set(reset.strangers)
    watch = RestartWatch(
      "asking whether the reset happened", places: ResetPlaces(target, from: reset.address).all, since: reset.time)
  }

  /// Asks until it can be told; throws `StopAsked`.
  mutating func ask(_ site: inout Worksite) async throws -> Settlement {
    // Nobody logs in before the time is over in which an accepted reset begins: a recorder that is about to go down, or
    // is coming back, may refuse a right password.
    _ = try await watch.waitUntilDown(site, within: RestartWatch.downLimit)
    let start = site.clock.now
    while site.seconds(since: start) < RestartWatch.resetLimit {
      for place in watch.places where !strangers.contains(place) {
        switch await watch.look(at: place, site) {
        case .inactive:
          await site.link.move(to: place)
          return .done(facts: ["inactive at \(place)"])
        case .active:
          if let settlement = try await examine(place, &site) { return settlement }
        case .unknown, nil: continue
        }
      }
      try await watch.wait(site)
    }
    return .failed(
      StepFailure(
        .unknown, "whether the reset happened is not known: the recorder does not answer",
        wayOut: "find it on its network and at its screen, then resume the run"))
  }

  /// What an active recorder tells; nil while it is not ready, or is another device.
  private mutating func examine(_ place: DeviceAddress, _ site: inout Worksite) async throws -> Settlement? {
    await site.link.move(to: place)
    do {
      guard let uptime = try await RestartWork.uptime(&site) else { return nil }
      let elapsed = site.seconds(since: reset.time)
      guard uptime < elapsed else {
        return .notDone(facts: ["runs since before the request, \(Int(uptime)) s > \(Int(elapsed)) s"])
      }
      let moved = try await reset.movedFields(&site)
      guard !moved.isEmpty else { return .failed(Self.restartedAlike) }
      return .done(facts: ["restarted since the request, \(moved.count) settings changed"])
    } catch is IdentityMismatch {
      strangers.insert(place)
      watch.note("another device", at: place, site)
      return nil
    } catch let refusal as LoginRefused {
      var failure = StepFailure(refusal)
      failure.kind = .unknown
      failure.message = "whether the reset happened is not known: " + failure.message
      return .failed(failure)
    }
  }

  private static let restartedAlike = StepFailure(
    .unknown, "the recorder restarted since the reset was sent, and its settings are those from before",
    wayOut: "look at its log for a factory reset, then run  nvrctl plan  again")
}

extension ResetRequest {
  /// The declared fields that are others than before the reset.
  func movedFields(_ site: inout Worksite) async throws -> Set<String> {
    let snapshot = try await site.link.snapshot(of: site.plan.settings)
    let now = LiveFields.digests(of: site.plan.settings, on: snapshot)
    return Set(now.keys).union(fields.keys).filter { now[$0] != fields[$0] }
  }
}
