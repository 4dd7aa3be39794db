/// Where on this machine the address of a simulated recorder is to be found.
package struct Placement: Sendable {
  private let place: @Sendable (String) -> String

  package init(_ place: @escaping @Sendable (String) -> String) { self.place = place }

  /// The address to bind for a device address.
  func callAsFunction(_ address: String) -> String { place(address) }

  /// Addresses in 127/8 stay; of all others the first number becomes 127, so that a recorder that moves from
  /// 192.168.1.64 to 10.20.30.10 moves from 127.168.1.64 to 127.20.30.10.
  package static let loopback = Placement { address in
    let parts = address.split(separator: ".")
    return parts.count == 4 ? (["127"] + parts.dropFirst()).joined(separator: ".") : "127.0.0.1"
  }

  /// One address whatever the recorder thinks its own is, as behind a router that forwards a port.
  package static func fixed(_ host: String) -> Placement { Placement { _ in host } }
}
