/// A device as it announces itself on the network; anybody could have said it.
package struct DiscoveredDevice: Sendable, Hashable {
  /// What kind of device it seems to be (sadp.md 4.3).
  package enum Kind: String, Sendable, Hashable {
    case recorder
    case camera
    case other
  }

  /// What it says it is; empty texts where it does not say.
  package var identity: DeviceIdentity
  package var kind: Kind
  /// Its IPv4 settings; nil where it does not tell.
  package var address: String?
  package var subnetMask: String?
  package var gateway: String?
  package var usesDHCP: Bool
  /// The port of plain HTTP; HTTPS is not announced (sadp.md 4.3).
  package var httpPort: Int?
  /// Whether it has an administrator's password.
  package var isActivated: Bool

  package init(
    identity: DeviceIdentity, kind: Kind, address: String?, subnetMask: String?, gateway: String?, usesDHCP: Bool,
    httpPort: Int?, isActivated: Bool
  ) {
    self.identity = identity
    self.kind = kind
    self.address = address
    self.subnetMask = subnetMask
    self.gateway = gateway
    self.usesDHCP = usesDHCP
    self.httpPort = httpPort
    self.isActivated = isActivated
  }
}
