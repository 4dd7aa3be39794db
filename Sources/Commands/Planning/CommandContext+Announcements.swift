import ISAPI
import Logging
import Settings

extension CommandContext {
  /// The way to hear a recorder announce itself; nil where the manifest wants none, or where no network is between.
  func announcements(
    of identity: DeclaredIdentity, at addresses: [DeviceAddress], by way: SecondWayIn, logger: Logger
  ) -> Announcements? {
    let wanted = WantedDevice(serial: identity.serial, mac: identity.mac)
    guard let openDiscovery, way == .sadp, !addresses.allSatisfy(\.isOnThisMachine) else { return nil }
    return Announcements(of: wanted, by: openDiscovery(nil, logger))
  }
}
