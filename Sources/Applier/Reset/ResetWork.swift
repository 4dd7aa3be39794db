import FoundationEssentials
import Host
import ISAPI
import Planner

/// Sends the factory reset, once (isapi.md 3.5); whether it happened is proved by the next step.
struct ResetWork: StepWork {
  let mode: Plan.Mode
  private var fields: [String: String] = [:]

  init(_ mode: Plan.Mode) { self.mode = mode }

  /// Proves the identity from a new connection, keeps what the settings are, and looks whether the place where the
  /// recorder may come back is free.
  mutating func look(at site: inout Worksite) async throws -> Look {
    await site.link.close()
    let snapshot = try await site.link.snapshot(of: site.plan.settings)
    fields = LiveFields.digests(of: site.plan.settings, on: snapshot)
    if mode == .resetFull, let taken = await occupiedPlace(site) {
      return .failed(
        StepFailure(
          .refused, "another device answers at \(taken), where the recorder may come back after the reset",
          wayOut: "disconnect that device, then plan again"))
    }
    return .toDo([PlannedWrite("PUT /ISAPI/System/factoryReset?mode=\(modeName)", isRepeatable: false)])
  }

  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult {
    guard index == 0 else { return await site.send(RestartWork.request).result }
    site.reset = ResetRequest(time: site.clock.now, address: site.link.address, fields: fields)
    let sent = await site.send(Request(.put, Endpoint("/ISAPI/System/factoryReset?mode=\(modeName)")))
    // Old firmware waits for the restart (isapi.md 3.5).
    guard sent.needsRestart, case .accepted(let facts, _) = sent.result else { return sent.result }
    return .accepted(facts: facts, more: [PlannedWrite(RestartWork.request)])
  }

  mutating func prove(at site: inout Worksite) async throws -> Proof {
    await site.link.close()
    return .holds(facts: ["sent to the device"])
  }

  private var modeName: String { mode == .resetBasic ? "basic" : "full" }

  private func occupiedPlace(_ site: Worksite) async -> DeviceAddress? {
    for place in ResetPlaces(site.plan.target, from: site.link.address).factoryDefaults
    where await site.link.activation(at: place) != nil {
      return place
    }
    return nil
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
