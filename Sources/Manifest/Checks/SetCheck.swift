import Diagnostics
import Settings
import YAML

/// Checks that need more than one value: of a recorder with its site, and of all recorders together.
enum SetCheck {
  static func check(
    _ recorders: [RecorderDeclaration], of merged: [MergedRecorder], sites: [ManifestDocument],
    into bag: inout DiagnosticBag
  ) {
    let facts = Dictionary(sites.map { ($0.name, SiteFacts($0)) }) { first, _ in first }
    let cameras = recorders.map { $0.items(of: "cameras") }
    for (index, recorder) in recorders.enumerated() {
      let site = recorder.site.flatMap { facts[$0] }
      NetworkCheck(recorder, site: site).check(into: &bag)
      CameraCheck(recorder, cameras: cameras[index], spec: merged[index].spec, site: site).check(into: &bag)
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
    // A pool that was refused says nothing of the others.
    pools = site.spec[SiteKeys.dhcpPools.description.path].map { list in
      let known = (list.items ?? []).compactMap { $0.scalar.flatMap { AddressPool($0.text) } }
      return Located(value: known, range: list.range)
    }
    let internet = SiteKeys.internet.decode(in: site.spec, into: &ignored)
    isolation = internet?.value == InternetAccess.none ? internet : nil
  }

  /// The pool that an address is in.
  func pool(containing address: IPv4Address) -> AddressPool? { pools?.value.first { $0.contains(address) } }
}
