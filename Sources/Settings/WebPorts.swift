package import ISAPI
package import XML

/// The ways that a recorder's list of protocols opens to whoever sets it: plain HTTP, HTTPS, and their ports
/// (isapi.md 6.6).
package struct WebPorts: Sendable, Hashable {
  /// The port of each protocol that is on.
  private var ports: [DeviceAddress.Scheme: Int] = [:]
  private var named: Set<DeviceAddress.Scheme> = []
  /// Whether plain HTTP leads nowhere but to HTTPS.
  private var redirects = false

  /// Reads the list, or one protocol of it; entries are told apart by their `protocol`, since ids differ by model.
  package init(_ root: XMLElement) {
    for item in root.subjects(named: "AdminAccessProtocol") {
      guard let name = item.text(at: ["protocol"]), let scheme = DeviceAddress.Scheme(rawValue: name.lowercased()),
        let port = item.text(at: ["portNo"]).flatMap({ Int($0) })
      else { continue }
      named.insert(scheme)
      guard item.flag(at: ["enabled"]) != false else { continue }
      ports[scheme] = port
      if item.flag(at: ["redirectToHttps"]) == true { redirects = true }
    }
  }

  /// What becomes of a connection when these ports give way to others.
  package enum Passage: Sendable, Hashable {
    /// The way in use is not touched.
    case stays
    /// It goes on at another port of the same protocol.
    case port(DeviceAddress)
    /// The protocol in use is closed, or only leads on to the other one, which is open here; nil where it is not.
    case closed(other: DeviceAddress?)
    /// The port changes behind a forwarded one, and whether that follows cannot be known.
    case forwarded
  }

  /// What becomes of a connection to an address.
  package func passage(of address: DeviceAddress, to new: WebPorts) -> Passage {
    guard new.named.contains(address.scheme) else { return .stays }
    guard let port = new.openPort(of: address.scheme) else {
      let other: DeviceAddress.Scheme = address.scheme == .http ? .https : .http
      return .closed(other: new.openPort(of: other).map { DeviceAddress(other, address.host, port: $0) })
    }
    if ports[address.scheme] == port { return .stays }
    // A connection through another port than the recorder's own comes through a forwarded one.
    guard ports[address.scheme] == address.port else { return .forwarded }
    return .port(DeviceAddress(address.scheme, address.host, port: port))
  }

  /// Where a recorder at a host is reached: over HTTPS where that is open; nil where nothing is.
  package func address(at host: String) -> DeviceAddress? {
    if let port = openPort(of: .https) { return DeviceAddress(.https, host, port: port) }
    return openPort(of: .http).map { DeviceAddress(.http, host, port: $0) }
  }

  /// The port at which a protocol does more than lead on to the other one.
  private func openPort(of scheme: DeviceAddress.Scheme) -> Int? {
    scheme == .http && redirects && ports[.https] != nil ? nil : ports[scheme]
  }
}
