import FoundationEssentials
import Host
import ISAPI

/// Watches places where a recorder may go away and come back, with requests that carry no credentials.
///
/// Limits and pauses are those of isapi.md 11.1.
struct RestartWatch: Sendable {
  static let downLimit = 120.0
  /// How often the uptime is asked of a recorder that does not seem to go away: a restart may be shorter than the pause
  /// between two looks.
  static let uptimePause = 20.0
  static let restartLimit = 300.0
  static let resetLimit = 600.0
  static let pause = Duration.seconds(3)
  /// Shorter while it goes down, so that a quick restart is not missed.
  private static let downPause = Duration.seconds(1)

  let purpose: String
  /// Where the recorder was, first; then where else it may come back.
  let places: [DeviceAddress]
  let start: Date
  private var seen: [DeviceAddress: (state: String, time: Date)] = [:]
  /// Whether the first place was seen without an answer.
  private(set) var sawDown = false

  init(_ purpose: String, places: [DeviceAddress], since start: Date) {
    self.purpose = purpose
    self.places = places
    self.start = start
  }

  /// Asks one place.
  mutating func look(at place: DeviceAddress, _ site: Worksite) async -> ActivationState? {
    let state = await site.link.activation(at: place)
    if state == nil, place == places.first { sawDown = true }
    note(Self.word(for: state), at: place, site)
    return state
  }

  /// Remembers what a place shows.
  mutating func note(_ state: String, at place: DeviceAddress, _ site: Worksite) {
    seen[place] = (state, site.clock.now)
  }

  /// Shows what is seen, and waits for the next look; throws `StopAsked`.
  func wait(_ site: Worksite, for pause: Duration = Self.pause) async throws {
    show(site, until: nil)
    try await site.rest(for: pause)
  }

  /// Shows what is seen and when that ends, and waits for the next look; throws `StopAsked`.
  func wait(_ site: Worksite, until deadline: Waiting.Deadline) async throws {
    show(site, until: deadline)
    try await site.rest(for: Self.pause)
  }

  private func show(_ site: Worksite, until deadline: Waiting.Deadline?) {
    let now = site.clock.now
    let sightings = places.compactMap { place in
      seen[place].map {
        Waiting.Sighting(
          place: place.description, state: $0.state, age: now.timeIntervalSince($0.time))
      }
    }
    site.showWaiting(
      Waiting(purpose: purpose, seconds: site.seconds(since: start), sightings: sightings, deadline: deadline))
  }

  /// Waits until the first place gives no answer, or an inactive one; false when it did not go away in so many seconds.
  mutating func waitUntilDown(_ site: Worksite, within limit: Double) async throws -> Bool {
    while site.seconds(since: start) < limit {
      switch await look(at: places[0], site) {
      case nil, .inactive: return true
      case .active, .unknown: try await wait(site, for: Self.downPause)
      }
    }
    return false
  }

  private static func word(for state: ActivationState?) -> String {
    switch state {
    case nil: "no answer"
    case .active: "active"
    case .inactive: "inactive"
    case .unknown: "answers, not ready"
    }
  }
}
