import ISAPI
import Settings
import XML

/// The web ports of a recorder, from `adminAccesses` (isapi.md 6.6).
struct WebPorts: Sendable, Hashable {
  static let endpoint = AccessPorts.endpoint

  /// The port of each protocol that is on.
  private var ports: [DeviceAddress.Scheme: Int] = [:]
  private var named: Set<DeviceAddress.Scheme> = []

  /// Reads the list, or one protocol of it; entries are told apart by their `protocol`, since ids differ by model.
  init(_ root: XMLElement) {
    let items = root.localName == "AdminAccessProtocol" ? [root] : root.elements(named: "AdminAccessProtocol")
    for item in items {
      guard let name = item.text(at: ["protocol"]), let scheme = DeviceAddress.Scheme(rawValue: name.lowercased()),
        let port = item.text(at: ["portNo"]).flatMap({ Int($0) })
      else { continue }
      named.insert(scheme)
      if item.text(at: ["enabled"]) != "false" { ports[scheme] = port }
    }
  }

  /// Where a connection goes on when these ports give way to others.
  ///
  /// A connection through another port than the recorder's own comes through a forwarded one, which stays. Where plain
  /// HTTP is switched off, it goes on over HTTPS, never the other way round (design 6.6).
  func following(_ address: DeviceAddress, to new: WebPorts) -> DeviceAddress {
    guard ports[address.scheme] == address.port, new.named.contains(address.scheme) else { return address }
    if let port = new.ports[address.scheme] { return DeviceAddress(address.scheme, address.host, port: port) }
    if address.scheme == .http, let port = new.ports[.https] { return DeviceAddress(.https, address.host, port: port) }
    return address
  }
}
