import Device
import Host
import ISAPI
import Planner
import Settings
import XML

/// Looks at what a reset would touch and what it needs; reads only.
struct RecorderSurvey: Sendable {
  var declaration: RecorderDeclaration
  var gateway: DeviceGateway
  var session: any DeviceTransport
  var announcements: Announcements?
  var state: any StateStore
  var clock: any WallClock

  /// How long the recorder is given to announce itself.
  private static let announcementLimit = Duration.seconds(4)

  /// What was found out about a recorder that was read already.
  func survey(of snapshot: DeviceSnapshot, storage: StorageReport?) async throws -> ResetSurvey {
    let here = session.address.host
    let others = declaration.addresses.filter { $0.host != here }
    let factory =
      declaration.addresses.first { $0.host == DeviceAddress.factoryHost }
      ?? DeviceAddress(.http, DeviceAddress.factoryHost)
    let probes = await others.concurrentMap(limit: 4) { await probe($0) }.compactMap(\.self)
    let isLocal = session.address.isOnThisMachine
    let isSettled = isLocal || factory.host == here
    let known = probes.first { $0.address == factory }
    return ResetSurvey(
      probes: probes,
      defaultAddress: isSettled ? nil : await { if let known { known } else { await probe(factory) } }(),
      triesLeft: try triesLeft(),
      storage: storage.flatMap(Self.summary),
      exportsConfiguration: Self.exportsConfiguration(snapshot.abilities[.configurationExport]),
      isLocal: isLocal, isAnnounced: try await isAnnounced())
  }

  /// The ways to the recorder beside the one in use, as far as conditions ask for them.
  func ways(for conditions: [WayInImpact.Condition], as credentials: Credentials) async throws -> OtherWays {
    var ways = OtherWays(ownHost: session.ownHost)
    for condition in conditions {
      if condition.isMetByAnnouncement, !ways.isAnnounced { ways.isAnnounced = try await isAnnounced() }
      if condition.isMetByAnnouncement, ways.isAnnounced { continue }
      let places = condition.places(among: declaration.addresses, at: session.address)
      try await ways.prove(places, through: gateway, as: credentials)
    }
    return ways
  }

  private func isAnnounced() async throws -> Bool {
    try await announcements?.device(within: Self.announcementLimit) != nil
  }

  /// Whether somebody is at an address; nil where nobody could look.
  private func probe(_ address: DeviceAddress) async -> AddressProbe? {
    do {
      let transport = try await gateway.anonymous(at: address)
      await transport.close()
      return AddressProbe(address, answers: true)
    } catch let error as TransportError {
      return AddressProbe(address, answers: error.reason.isFromSomebody)
    } catch {
      return nil
    }
  }

  private func triesLeft() throws -> Int? {
    guard let serial = declaration.identity.serial else { return nil }
    let ledger = LoginLedger(folder: DeviceFolder(serial: serial), state: state, clock: clock)
    return try ledger.triesLeft(for: declaration.account.username)
  }

  /// The disks taken together.
  private static func summary(_ storage: StorageReport) -> StorageSummary? {
    if storage.disks.isEmpty { return nil }
    let capacity = storage.disks.reduce(0) { $0 + $1.capacity }
    let free = storage.disks.reduce(0) { $0 + $1.free }
    return StorageSummary(disks: storage.disks.count, capacity: capacity, used: capacity - free)
  }

  /// Whether the configuration can be had as a file (isapi.md 3.2).
  private static func exportsConfiguration(_ ability: Ability) -> Bool? {
    switch ability {
    case .has: true
    case .lacks: false
    case .notTold: nil
    }
  }
}
