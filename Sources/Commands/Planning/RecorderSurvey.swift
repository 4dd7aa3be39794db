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
  private static let storage: Endpoint = "/ISAPI/ContentMgmt/Storage"

  /// What was found out about a recorder that was read already.
  func survey(of snapshot: DeviceSnapshot) async throws -> ResetSurvey {
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
      storage: try await storage(),
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

  /// The disks, in MiB (isapi.md 7.9).
  private func storage() async throws -> StorageSummary? {
    let reading = try await SnapshotReader(session, clock: clock).read(Self.storage, .optional)
    guard case .document(let document) = reading else { return nil }
    let disks = document.root.child("hddList")?.elements(named: "hdd") ?? []
    guard !disks.isEmpty else { return nil }
    func sum(_ name: String) -> Int { disks.reduce(0) { $0 + (Int($1.text(at: [name]) ?? "") ?? 0) } }
    let capacity = sum("capacity")
    return StorageSummary(disks: disks.count, capacity: capacity, used: capacity - sum("freeSpace"))
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
