import Diagnostics
import Settings

/// Checks that need more than one value: of a recorder with its site, and of all recorders together.
enum SetCheck {
  static func check(
    _ recorders: [RecorderDeclaration], sites: [ManifestDocument], into bag: inout DiagnosticBag
  ) {
    let facts = Dictionary(sites.map { ($0.name, SiteFacts($0)) }) { first, _ in first }
    let cameras = recorders.map { $0.items(of: "cameras") }
    for (recorder, cameras) in zip(recorders, cameras) {
      let site = recorder.site.flatMap { facts[$0] }
      NetworkCheck(recorder, site: site).check(into: &bag)
      CameraCheck(recorder, cameras: cameras, site: site).check(into: &bag)
    }
    UniquenessCheck.check(recorders, cameras: cameras, into: &bag)
  }
}

/// What a site says that bears on its recorders.
struct SiteFacts {
  /// The DHCP pools and where they stand.
  let pools: Located<[AddressPool]>?
  /// Whether and where the site says that there is no internet.
  let isolation: Located<InternetAccess>?

  init(_ site: ManifestDocument) {
    // What is wrong with these values was reported when the site was looked at by itself.
    var ignored = DiagnosticBag()
    pools = SiteKeys.dhcpPools.decode(in: site.spec, into: &ignored)
    let internet = SiteKeys.internet.decode(in: site.spec, into: &ignored)
    isolation = internet?.value == InternetAccess.none ? internet : nil
  }

  /// The pool that an address is in.
  func pool(containing address: IPv4Address) -> AddressPool? { pools?.value.first { $0.contains(address) } }
}
