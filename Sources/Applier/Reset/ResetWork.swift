import FoundationEssentials
import Host
import ISAPI
import Planner

/// Sends the factory reset, once (isapi.md 3.5); whether it happened is proved by the next step.
struct ResetWork: StepWork {
  let mode: Plan.Mode
  /// What is left to send: the reset, and the restart that old firmware waits for.
  private var course: [Request] = []
  /// Whether a request left and no clear answer came.
  private var isUnsettled = false

  init(_ mode: Plan.Mode) { self.mode = mode }

  /// Proves the identity from a new connection, keeps what the settings are, and looks at the gates again.
  mutating func look(at site: inout Worksite) async throws -> Look {
    if site.memory.reset?.stage == .awaitsRestart { return .toDo(planned([RestartWork.request])) }
    await site.link.close()
    let snapshot = try await site.link.snapshot(of: site.plan.settings, also: BackupWork.documents)
    let log = await ResetLog.read(over: &site)
    let places = ResetPlaces(site.plan.target, from: site.link.address)
    var strangers: Set<DeviceAddress> = []
    for place in places.all where place.host != site.link.address.host {
      // A recorder that has an administrator here is not the one without there.
      if case .inactive = await site.link.activation(at: place) { strangers.insert(place) }
    }
    let facts = try await ResetGates(of: site.plan).evidence(at: site, places)
    let wasHeard = try await site.announcement() != nil
    var reset = ResetRequest(
      at: site.clock.now, to: site.link.address,
      fields: LiveFields.digests(of: site.plan.settings, on: snapshot), strangers: strangers)
    reset.documents = LiveFields.documents(on: snapshot)
    reset.log = log
    reset.wasHeard = wasHeard
    site.memory.reset = reset
    return .cleared(facts: facts, planned([request]))
  }

  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult {
    if course[index] == request {
      do { try ResetUse.claim(at: site) } catch { return .refused(StepFailure(error)) }
    }
    let sent = await site.send(course[index])
    switch sent.result {
    case .unanswered, .doubtful: isUnsettled = true
    case .accepted, .busy, .refused: break
    }
    guard case .accepted(let facts, _) = sent.result else { return sent.result }
    // Old firmware waits for the restart (isapi.md 3.5).
    guard sent.needsRestart, course[index] == request else {
      site.memory.reset?.stage = .accepted
      return sent.result
    }
    site.memory.reset?.stage = .awaitsRestart
    course.append(RestartWork.request)
    return .accepted(facts: facts, more: [PlannedWrite(RestartWork.request)])
  }

  /// Where no clear answer came, it is settled here: a reset that did not happen leaves this step open.
  mutating func prove(at site: inout Worksite) async throws -> Proof {
    await site.link.close()
    guard isUnsettled, let reset = site.memory.reset else { return .holds(facts: ["sent to the device"]) }
    var settlement = ResetSettlement(of: reset, site.plan.target)
    return switch try await settlement.ask(&site) {
    case .done(let facts): .holds(facts: ["no clear answer"] + facts)
    case .notDone(let facts):
      .differs(
        StepFailure(.failed, "the recorder was not reset: " + facts.joined(separator: ", ")), isUntouched: true)
    case .failed(let failure): .failed(failure)
    }
  }

  mutating func settle(_ open: RunStanding.OpenStep, at site: inout Worksite) async throws -> Settlement {
    guard let reset = site.memory.reset else {
      return .failed(StepFailure(.unknown, "the journal does not tell when the reset left"))
    }
    switch reset.stage {
    case .accepted: return .done(facts: ["the recorder took it before the run was cut off"])
    case .awaitsRestart where open.sent.last != PlannedWrite(RestartWork.request).label:
      return .notDone(facts: ["the recorder took it, the restart behind it was not sent"])
    case .awaitsRestart, .sent:
      var settlement = ResetSettlement(of: reset, site.plan.target)
      return try await settlement.ask(&site)
    }
  }

  private mutating func planned(_ requests: [Request]) -> [PlannedWrite] {
    course = requests
    return requests.map {
      PlannedWrite("\($0.method.rawValue) \($0.endpoint)", isRepeatable: $0 == RestartWork.request)
    }
  }

  /// What resets the recorder (isapi.md 3.5).
  private var request: Request {
    Request(.put, Endpoint("/ISAPI/System/factoryReset?mode=\(mode == .resetBasic ? "basic" : "full")"))
  }
}

/// Where a recorder may come back after a reset (isapi.md 11.2).
struct ResetPlaces: Sendable, Hashable {
  /// The place where the recorder was, those the manifest names, and the factory's.
  let all: [DeviceAddress]
  /// Places of the factory's address at which the recorder is not known to be.
  let factoryDefaults: [DeviceAddress]

  init(_ target: Plan.Target, from address: DeviceAddress) {
    let known = [address, target.address] + target.addresses
    let host = DeviceAddress.factoryHost
    let factory = address.isOnThisMachine ? [] : [address.at(host: host), DeviceAddress(address.scheme, host)]
    factoryDefaults = Self.unique(factory.filter { $0.host != address.host })
    all = Self.unique(known + factory + [DeviceAddress(address.scheme, address.host)])
  }

  private static func unique(_ places: [DeviceAddress]) -> [DeviceAddress] {
    var seen: Set<DeviceAddress> = []
    return places.filter { seen.insert($0).inserted }
  }
}
