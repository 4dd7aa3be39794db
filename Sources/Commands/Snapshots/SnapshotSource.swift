import Device
import Host
import ISAPI
import Manifest
import Planner
import Settings

/// Where a snapshot is taken: of a declared recorder, or of whatever answers at an address.
enum SnapshotSource {
  case declared(RecorderDeclaration)
  case address(DeviceAddress, Credentials)

  /// How the recorder is called in what is said about it.
  var name: String {
    switch self {
    case .declared(let declaration): declaration.fullName
    case .address(let address, _): "\(address)"
    }
  }
}

extension SnapshotVisit {
  /// Finds a recorder, logs in once and reads it.
  static func snapshot(
    of source: SnapshotSource, secrets: any SecretResolving, in context: CommandContext, state: any StateStore,
    reach: ReachOptions
  ) async throws -> RecordedSnapshot {
    let logger = reach.logger(for: context.console)
    func gateway(_ identity: DeclaredIdentity?, _ folder: DeviceFolder) throws -> DeviceGateway {
      try DeviceGateway(
        dialer: context.dialer, declared: identity, folder: folder, state: state, clock: context.clock, logger: logger)
    }
    switch source {
    case .address(let address, let credentials):
      let gateway = try gateway(nil, DeviceFolder(address: address))
      return try await SnapshotVisit(gateway: gateway, clock: context.clock)
        .snapshot(over: try await gateway.login(at: address, as: credentials))
    case .declared(let declaration):
      let gateway = try gateway(declaration.identity, folder(of: declaration))
      let announcements = context.announcements(
        of: declaration.identity, at: declaration.addresses, by: declaration.secondWayIn, logger: logger)
      let located = try await RecorderLocator(gateway, announcements: announcements)
        .locate(declaration.addresses, as: try await credentials(of: declaration, secrets))
      guard case .active(let proven, _) = located.state else {
        throw Problem(
          "\(declaration.fullName) has no administrator yet, and tells nothing without one",
          advice: ["activate it first:  nvrctl plan PATH"], status: .failed)
      }
      return try await SnapshotVisit(gateway: gateway, declared: declaration.settings, clock: context.clock)
        .snapshot(over: proven)
    }
  }

  private static func folder(of declaration: RecorderDeclaration) throws -> DeviceFolder {
    if let serial = declaration.identity.serial { return DeviceFolder(serial: serial) }
    guard let address = declaration.addresses.first else { throw MissingDeclaration.addresses(of: declaration) }
    return DeviceFolder(address: address)
  }

  private static func credentials(
    of declaration: RecorderDeclaration, _ secrets: any SecretResolving
  ) async throws -> [Credentials] {
    let account = declaration.account
    guard account.password != nil else { throw MissingDeclaration.password(of: declaration) }
    var credentials: [Credentials] = []
    for reference in [account.password, account.previousPassword].compactMap(\.self) {
      credentials.append(Credentials(username: account.username, password: try await secrets.resolve(reference)))
    }
    return credentials
  }
}
