import Diagnostics
import ISAPI
import Settings

/// Checks the address of a recorder against its own network and its site (domain.md NVR-NET-001, 002, 005).
struct NetworkCheck {
  private let recorder: RecorderDeclaration
  private let site: SiteFacts?

  init(_ recorder: RecorderDeclaration, site: SiteFacts?) {
    self.recorder = recorder
    self.site = site
  }

  func check(into bag: inout DiagnosticBag) {
    checkResolvers(into: &bag)
    for place in recorder.addresses {
      guard let address = IPv4Address(place.host), Self.cameraNetwork?.contains(address) == true else { continue }
      bag.report(.cameraNetworkAddress(address, at: recorder.range))
    }
    guard let field = recorder.field("network.address"), let interface = IPv4Interface(field.value.text) else { return }
    checkPools(interface, at: field.range, into: &bag)
    if Self.overlaps(interface, Self.cameraNetwork) { bag.report(.cameraNetworkOverlap(at: field.range)) }
  }

  private func checkPools(_ interface: IPv4Interface, at range: SourceRange, into bag: inout DiagnosticBag) {
    guard let site, let pools = site.pools, let pool = site.pool(containing: interface.address) else { return }
    bag.report(.inPool(interface.address, pool, at: range, pools: pools.range))
  }

  private func checkResolvers(into bag: inout DiagnosticBag) {
    guard let isolation = site?.isolation, let field = recorder.field("network.dns") else { return }
    let addresses = field.value.text.split(separator: ",").compactMap { IPv4Address(String($0.drop { $0 == " " })) }
    for address in addresses where !address.isPrivate {
      bag.report(.publicResolver(address, at: field.range, isolation: isolation.range, user: recorder))
    }
  }

  /// The network that recorders with PoE ports keep for their cameras (isapi.md, domain.md P04).
  static let cameraNetwork = IPv4Interface("192.168.254.0/24")

  private static func overlaps(_ interface: IPv4Interface, _ other: IPv4Interface?) -> Bool {
    other.map { interface.contains($0.network) || $0.contains(interface.network) } ?? false
  }
}

extension IPv4Address {
  /// Whether the address is for use inside a site only (RFC 1918, RFC 3927, RFC 6598, loopback).
  var isPrivate: Bool { Self.privateNetworks.contains { $0.contains(self) } }

  private static let privateNetworks = [
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "127.0.0.0/8",
  ].compactMap { IPv4Interface($0) }
}

extension Diagnostic {
  static func inPool(_ address: IPv4Address, _ pool: AddressPool, at range: SourceRange, pools: SourceRange) -> Self {
    .error(
      "NVR0231", "\(address) is one of the addresses that DHCP gives out", at: range, label: "in \(pool)",
      related: [Related(pools, "the pools of the site")])
  }

  fileprivate static func cameraNetworkOverlap(at range: SourceRange) -> Self {
    .warning(
      "NVR0232", "the network overlaps 192.168.254.0/24", at: range,
      help: ["recorders with PoE ports keep that network for their cameras: those become unreachable"])
  }

  fileprivate static func cameraNetworkAddress(_ address: IPv4Address, at range: SourceRange) -> Self {
    .warning(
      "NVR0234", "\(address) is in the network that recorders keep for their cameras", at: range,
      help: ["name the address of the recorder itself; its cameras are reached through it"])
  }

  fileprivate static func publicResolver(
    _ address: IPv4Address, at range: SourceRange, isolation: SourceRange, user: RecorderDeclaration
  ) -> Self {
    let used = range.file == user.range.file ? [] : [Related(user.range, "used by recorder \(user.name)")]
    return .warning(
      "NVR0233", "public DNS \(address) on a site without internet access", at: range,
      related: used + [Related(isolation, "the site says  internet: none")])
  }
}
