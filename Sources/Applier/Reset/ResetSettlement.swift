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
        wayOut: "find it on its network and at its screen"))
  }

  /// What an active recorder tells; nil while it is not ready, or is another device.
  private mutating func examine(_ place: DeviceAddress, _ site: inout Worksite) async throws -> Settlement? {
    await site.link.move(to: place)
    do {
      let elapsed = site.seconds(since: reset.time)
      let mayBeNew = watch.sawDown || elapsed > ResetRequest.restartTime
      guard try await site.logIn(takingNewCertificate: mayBeNew), let uptime = try await RestartWork.uptime(&site)
      else { return nil }
      guard uptime < elapsed else {
        return .notDone(facts: ["runs since before the request, \(Int(uptime)) s > \(Int(elapsed)) s"])
      }
      guard let fact = try await reset.trace(&site) else { return .failed(Self.restartedAlike) }
      return .done(facts: ["restarted since the request", fact])
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
    wayOut: "look at its log for a factory reset")
}

extension Worksite {
  /// Opens a session with a recorder that may have been reset; false while it is not ready.
  ///
  /// A reset that keeps the password may make a new certificate all the same, and without a login there is no proof: the
  /// certificate is given up here, and the login shows the serial before anything else is believed (isapi.md 11.2).
  mutating func logIn(takingNewCertificate mayBeNew: Bool) async throws -> Bool {
    do {
      _ = try await link.session()
      return true
    } catch let error as TransportError {
      if error.reason == .untrustedCertificate, mayBeNew { try link.forgetCertificate() }
      return false
    } catch is DeviceRefusal {
      return false
    }
  }
}

extension ResetRequest {
  /// How long a mere restart takes at most, in seconds (isapi.md 11.1).
  static let restartTime = 120.0

  /// What shows on a recorder that restarted since the request that it was reset, nil where nothing does.
  ///
  /// Its log may tell that there was no reset, and then settings that changed were changed by somebody else. Where the
  /// log shows one, any document that changed will do; otherwise one of the declared settings must have.
  func trace(_ site: inout Worksite) async throws -> String? {
    let snapshot = try await site.link.snapshot(of: site.plan.settings, also: BackupWork.documents)
    let evidence = log?.evidence(in: await ResetLog.read(over: &site)) ?? .tellsNothing
    let now = LiveFields.digests(of: site.plan.settings, on: snapshot)
    let moved = Set(now.keys).union(fields.keys).filter { now[$0] != fields[$0] }
    switch evidence {
    case .denies: return nil
    case .tellsNothing: return moved.isEmpty ? nil : Self.changed(moved.count, "setting")
    case .shows:
      let live = LiveFields.documents(on: snapshot)
      let changed = documents.filter { live[$0.key] != nil && live[$0.key] != $0.value }
      if moved.isEmpty, changed.isEmpty { return nil }
      let count = moved.isEmpty ? Self.changed(changed.count, "document") : Self.changed(moved.count, "setting")
      return "its log shows the factory reset, \(count)"
    }
  }

  private static func changed(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s") changed"
  }
}
