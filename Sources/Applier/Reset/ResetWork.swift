import FoundationEssentials
import Host
import ISAPI
import Planner

/// Sends the factory reset, once (isapi.md 3.5); whether it happened is proved by the next step.
struct ResetWork: StepWork {
  let mode: Plan.Mode
  private var fields: [String: String] = [:]
  private var strangers: Set<DeviceAddress> = []

  init(_ mode: Plan.Mode) { self.mode = mode }

  /// Proves the identity from a new connection, keeps what the settings are, and looks whether the places where the
  /// recorder may come back are free.
  mutating func look(at site: inout Worksite) async throws -> Look {
    await site.link.close()
    let snapshot = try await site.link.snapshot(of: site.plan.settings)
    fields = LiveFields.digests(of: site.plan.settings, on: snapshot)
    let places = ResetPlaces(site.plan.target, from: site.link.address)
    for place in places.all where place.host != site.link.address.host {
      guard let state = await site.link.activation(at: place) else { continue }
      if mode == .resetFull, places.factoryDefaults.contains(place) { return .failed(Self.occupied(place)) }
      // A recorder that has an administrator here is not the one without there.
      if case .inactive = state { strangers.insert(place) }
    }
    return .toDo([PlannedWrite("\(request.method.rawValue) \(request.endpoint)", isRepeatable: false)])
  }

  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult {
    guard index == 0 else { return await site.send(RestartWork.request).result }
    site.reset = ResetRequest(time: site.clock.now, address: site.link.address, fields: fields, strangers: strangers)
    let sent = await site.send(request)
    // Old firmware waits for the restart (isapi.md 3.5).
    guard sent.needsRestart, case .accepted(let facts, _) = sent.result else { return sent.result }
    return .accepted(facts: facts, more: [PlannedWrite(RestartWork.request)])
  }

  mutating func prove(at site: inout Worksite) async throws -> Proof {
    await site.link.close()
    return .holds(facts: ["sent to the device"])
  }

  /// What resets the recorder (isapi.md 3.5).
  private var request: Request {
    Request(.put, Endpoint("/ISAPI/System/factoryReset?mode=\(mode == .resetBasic ? "basic" : "full")"))
  }

  private static func occupied(_ place: DeviceAddress) -> StepFailure {
    StepFailure(
      .refused, "another device answers at \(place), where the recorder may come back after the reset",
      wayOut: "disconnect that device, then plan again")
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
