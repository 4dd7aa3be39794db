import Host
import ISAPI
import Planner
import Settings
import XML

/// Writes settings that may take the way to the recorder away: its address, its ports and protocols, how it lets
/// clients in, its address filter.
///
/// Another way in is proved first, then the recorder is followed to where it goes; where it does not answer there, the
/// old settings are brought back through any way that does (design 6.5). A change that leaves the way in alone is
/// written like any other.
struct MoveWork: StepWork {
  private let step: Int
  private var ensure: SettingWork
  /// Everything sent or to be sent, in order.
  private var course: [Request] = []
  /// What brings the old settings back.
  private var undo: [Request] = []
  /// What showed that the change may be risked.
  private var evidence: String?
  private var gotNoAnswer = false
  /// Whether all that is left is to bring the old settings back.
  private var mustReturn = false

  init(_ change: SettingChange, step: Int) {
    ensure = SettingWork(change)
    self.step = step
  }

  /// Whether a change may take the way in away.
  static func isMeant(for change: SettingChange) -> Bool {
    [NetworkInterface.key, AccessPorts.key, WebAuthentication.key, IPFilter.key, Users.key].contains(change.setting)
  }

  mutating func look(at site: inout Worksite) async throws -> Look {
    if mustReturn { return try returning(&site) }
    site.memory.move = nil
    gotNoAnswer = false
    let look = try await ensure.look(at: &site)
    guard case .toDo(let writes) = look, let open = ensure.open, let before = ensure.before else { return look }
    let impact = WayInImpact(
      of: open, sending: ensure.requests, over: before, from: site.link.address, listed: site.plan.target.addresses,
      username: site.link.credentials.username, ownHost: site.link.ownHost)
    if let condition = impact.condition {
      guard try await isMet(condition, &site) else { return .failed(Self.refusal(condition)) }
    }
    guard impact.moves else { return look }
    for place in impact.claimed where await site.link.somebodyAnswers(at: place) {
      return .failed(
        StepFailure(
          .refused, "another device answers at \(place), the address the recorder is to have",
          wayOut: "free the address, or declare another one"))
    }
    course = ensure.requests
    try await remember(impact, open, &site)
    return .toDo(writes.map { PlannedWrite($0.label, isRepeatable: false) })
  }

  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult {
    guard site.memory.move != nil else { return await ensure.send(index, at: &site) }
    let sent = await site.send(course[index])
    switch sent.result {
    case .unanswered, .doubtful: gotNoAnswer = true
    case .accepted, .busy, .refused: break
    }
    // What waits for a restart has to be had now: everything behind it depends on it.
    guard sent.needsRestart, index == course.count - 1, case .accepted(let facts, _) = sent.result else {
      return sent.result
    }
    course.append(RestartWork.request)
    site.memory.move?.restarts = true
    site.memory.isRestartDue = false
    return .accepted(facts: facts, more: [PlannedWrite(RestartWork.request)])
  }

  mutating func prove(at site: inout Worksite) async throws -> Proof {
    guard let memory = site.memory.move else { return try await ensure.prove(at: &site) }
    await site.link.close()
    return try await proof(MoveWatch(memory, since: memory.time), &site)
  }

  private mutating func proof(_ watch: MoveWatch, _ site: inout Worksite) async throws -> Proof {
    var watch = watch
    let (ensure, memory) = (ensure, watch.memory)
    let isAsBefore = { (site: inout Worksite) in try await ensure.shows(memory, at: &site) }
    if memory.isReturning { return .failed(try await watch.confirmReturn(&site, isAsBefore: isAsBefore)) }
    switch try await watch.follow(&site, mayStay: gotNoAnswer, isAsBefore: isAsBefore) {
    case .arrived(let place): return try await arrival(at: place, memory, &site)
    case .stayed:
      return .differs(StepFailure(.unreachable, "no answer came, and nothing had changed"), isUntouched: true)
    case .expired: break
    }
    guard try await watch.wayBack(&site) != nil else { return .failed(watch.lost) }
    if try await isAsBefore(&site) { return .failed(watch.returned) }
    site.memory.move?.isReturning = true
    course += undo
    return .wayBack(undo.map(PlannedWrite.init))
  }

  private mutating func arrival(
    at place: DeviceAddress, _ memory: MoveMemory, _ site: inout Worksite
  ) async throws -> Proof {
    switch try await ensure.prove(at: &site) {
    case .holds:
      site.memory.move = nil
      return .holds(facts: ["same serial x2 at \(place)"] + (evidence.map { [$0] } ?? []))
    // Taken and not kept: it is where it was, and is asked once more like any other setting.
    case .differs(let failure, let isUntouched) where try await ensure.shows(memory, at: &site):
      return .differs(failure, isUntouched: isUntouched)
    case .differs(let failure, _), .failed(let failure):
      return .failed(
        StepFailure(
          .failed, "the recorder is reached at \(place), and \(failure.message)",
          wayOut: "run  nvrctl plan  to see what is left"))
    case .wayBack: return .differs(StepFailure(.failed, "not as wanted"))
    }
  }

  /// Keeps what a later process needs, before anything leaves.
  private mutating func remember(_ impact: WayInImpact, _ open: SettingChange, _ site: inout Worksite) async throws {
    undo = []
    let kept = EarlierDocuments(folder: site.folder + "/before", store: site.store)
    for request in ensure.requests.reversed() where request.method == .put {
      guard case .document(let document) = try await site.link.read(request.endpoint) else { continue }
      try kept.keep(document, of: request.endpoint, step: step)
      undo.append(.send(.put, request.endpoint, document))
    }
    site.memory.move = MoveMemory(
      step: step, time: site.clock.now, old: site.link.address, new: impact.destinations, fields: open.fields,
      resources: undo.map(\.endpoint))
  }
}

// Going on where a process before was cut off.
extension MoveWork {
  /// Searches the recorder like the process before would have: at the new place it is done, at the old one it did not
  /// happen, anywhere else the old settings have to be brought back.
  mutating func settle(_ open: RunStanding.OpenStep, at site: inout Worksite) async throws -> Settlement {
    guard let memory = site.memory.move, memory.step == step else {
      return switch try await look(at: &site) {
      case .asWanted(let facts): .done(facts: facts)
      case .toDo, .cleared: .notDone(facts: [])
      case .failed(let failure): .failed(failure)
      }
    }
    var watch = MoveWatch(memory, since: site.clock.now)
    let ensure = ensure
    let isAsBefore = { (site: inout Worksite) in try await ensure.shows(memory, at: &site) }
    switch try await watch.follow(&site, mayStay: true, isAsBefore: isAsBefore) {
    case .arrived(let place):
      if case .asWanted = try await self.ensure.look(at: &site) { return done(at: place, &site) }
    case .stayed: return stayed(memory, watch, &site)
    case .expired: guard try await watch.wayBack(&site) != nil else { return .failed(watch.lost) }
    }
    if try await isAsBefore(&site) {
      // The step is taken up by the way it was meant for, where that is open.
      if await watch.admits(memory.old, site) { await site.link.move(to: memory.old) }
      return stayed(memory, watch, &site)
    }
    mustReturn = true
    return .notDone(facts: ["at \(site.link.address), neither as wanted nor as before"])
  }

  private func done(at place: DeviceAddress, _ site: inout Worksite) -> Settlement {
    site.memory.move = nil
    return .done(facts: ["same serial x2 at \(place)"])
  }

  /// Everything is as before: a way back that was under way has come to its end, otherwise nothing happened.
  private func stayed(_ memory: MoveMemory, _ watch: MoveWatch, _ site: inout Worksite) -> Settlement {
    memory.isReturning ? .failed(watch.returned) : .notDone(facts: ["at \(site.link.address), as before"])
  }

  /// The writes that bring the old settings back.
  private mutating func returning(_ site: inout Worksite) throws -> Look {
    mustReturn = false
    let kept = EarlierDocuments(folder: site.folder + "/before", store: site.store)
    course = try site.memory.move?.resources.map { try kept.restoring($0, step: step) } ?? []
    undo = []
    site.memory.move?.isReturning = true
    return .toDo(course.map(PlannedWrite.init))
  }
}

// What must hold before the change leaves.
extension MoveWork {
  private mutating func isMet(_ condition: WayInImpact.Condition, _ site: inout Worksite) async throws -> Bool {
    // Where the recorder was set up from nothing in this run, nothing is there yet that could be lost.
    guard [.inPlace, .resetBasic].contains(site.plan.mode), !site.isAllowed(condition.name) else { return true }
    let ways = try await site.otherWays(for: condition)
    guard let found = condition.evidence(ways, at: site.link.address) else { return false }
    evidence = "\(condition.name): \(found)"
    return true
  }

  private static func refusal(_ condition: WayInImpact.Condition) -> StepFailure {
    StepFailure(
      .refused, "this change could cut the only way in: \(condition.name): \(condition.obstacle)",
      wayOut: "prove another way in, or change it at the recorder's screen")
  }
}

extension Worksite {
  /// The ways beside the one in use, as far as a condition asks for them, looked for now.
  mutating func otherWays(for condition: WayInImpact.Condition) async throws -> OtherWays {
    _ = try await link.session()
    var ways = OtherWays(ownHost: link.ownHost)
    if condition.isMetByAnnouncement, !link.address.isOnThisMachine {
      ways.isAnnounced = try await announcement() != nil
    }
    if !ways.isAnnounced {
      try await link.prove(condition.places(among: plan.target.addresses, at: link.address), for: &ways)
    }
    return ways
  }
}
