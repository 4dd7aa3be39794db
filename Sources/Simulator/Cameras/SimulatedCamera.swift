/// A camera in the recorder's neighbourhood, with a life of its own.
package struct SimulatedCamera: Sendable, Hashable {
  /// Where the camera's cable ends.
  package enum Plug: Sendable, Hashable {
    /// A switch on the site's network.
    case lan
    /// A socket of the recorder, numbered from 1 (isapi.md 4.2).
    case poe(port: Int)
  }

  /// The address it answers at.
  package var address: String
  /// Where its cable ends.
  package var plug: Plug
  package var username: String
  package var password: String
  /// The full serial number.
  package var serial: String
  package var model: String
  package var mac: String
  package var firmware: String
  /// Whether it has an administrator.
  package var isActivated: Bool
  /// Whether it is powered and reachable.
  package var isReachable: Bool
  /// How many pictures it sends from its one address, each by an input of its own.
  package var inputs = 1

  package init(
    at address: String, plug: Plug = .lan, username: String = "admin", password: String, serial: String,
    model: String = "DS-2CD2386G2-IU", mac: String = "44:19:b6:00:c0:01"
  ) {
    self.address = address
    self.plug = plug
    self.username = username
    self.password = password
    self.serial = serial
    self.model = model
    self.mac = mac
    firmware = "V5.7.15 build 240201"
    isActivated = true
    isReachable = true
  }

  /// What recorders think of how it is secured (domain.md P05).
  var security: String {
    guard isActivated else { return "inactive" }
    if password.utf8.count < 8 { return "risk" }
    return PasswordRule.classes(in: password) < 3 ? "weak" : "strong"
  }

  /// A camera in a socket of the recorder, at the address the recorder gives it (isapi.md 4.2).
  package static func plugged(into port: Int, serial: String, password: String) -> Self {
    Self(
      at: "192.168.254.\(port + 1)", plug: .poe(port: port), password: password, serial: serial,
      mac: "44:19:b6:00:d0:0\(port % 10)")
  }
}
