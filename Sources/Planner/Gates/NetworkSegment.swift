import ISAPI
import Settings

/// The network on which a recorder comes to stand at the factory's address: two at once there would answer for each
/// other (isapi.md 11.2).
package struct NetworkSegment: Sendable, Hashable {
  /// Such as `10.20.30.0-24`; the host where the recorder is only known by a name.
  package let name: String

  /// Where a plan puts a recorder at the factory's address, nil where it does not.
  package init?(of plan: Plan) {
    guard plan.mode.isReset || (plan.mode == .provision && plan.target.address.host == DeviceAddress.factoryHost) else {
      return nil
    }
    let interface = plan.settings.lazy.flatMap(\.items).flatMap(\.fields).first { $0.path == "network.address" }
      .flatMap { IPv4Interface($0.value.text) }
    let hosts = [plan.target.address.host] + plan.target.addresses.map(\.host)
    // The factory's address says nothing about the network that the recorder belongs to.
    let known = hosts.first { $0 != DeviceAddress.factoryHost }
    let host = known ?? interface?.address.description ?? DeviceAddress.factoryHost
    guard let address = IPv4Address(host) else {
      name = host.lowercased()
      return
    }
    let isDeclared = interface?.contains(address) == true
    let network = IPv4Interface(address: address, prefix: isDeclared ? interface?.prefix ?? 24 : 24)
    name = "\(network.network)-\(network.prefix)"
  }

  /// Held by the process that has a recorder at the factory's address there.
  package var lock: String { "segments/\(name)/lock" }
}
