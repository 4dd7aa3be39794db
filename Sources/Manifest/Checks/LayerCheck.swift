import Diagnostics
import Settings
import YAML

/// Checks the values of sites and profiles by themselves, since a later layer may hide them from every recorder.
enum LayerCheck {
  static func check(_ documents: [ManifestDocument], into bag: inout DiagnosticBag) {
    for document in documents {
      switch document.kind {
      case .site:
        checkSite(document.spec, into: &bag)
        if let defaults = document.spec["defaults"] { checkLayer(defaults, into: &bag) }
      case .profile: checkLayer(document.spec, into: &bag)
      case .recorder: if let defaults = document.spec.only("cameraDefaults") { checkLayer(defaults, into: &bag) }
      case .policy: continue
      }
    }
  }

  private static func checkSite(_ spec: Node, into bag: inout DiagnosticBag) {
    _ = SiteKeys.internet.decode(in: spec, into: &bag)
    _ = SiteKeys.dhcpPools.decode(in: spec, into: &bag)
    _ = SiteKeys.windowDays.decode(in: spec, into: &bag)
    _ = SiteKeys.windowFrom.decode(in: spec, into: &bag)
    _ = SiteKeys.windowTo.decode(in: spec, into: &bag)
  }

  private static func checkLayer(_ spec: Node, into bag: inout DiagnosticBag) {
    var found = DiagnosticBag()
    let document = ManifestDocument(
      kind: .recorder, name: "", nameRange: spec.range, site: nil, spec: spec, range: spec.range)
    let merged = MergedRecorder(
      name: "", site: nil, spec: withSampleCamera(spec), layers: LayerIndex([document]))
    _ = DeclarationReader.read(merged, of: document, into: &found)
    // A layer is no whole recorder: only what is wrong with a value by itself is wrong here.
    for diagnostic in found.sorted where isAboutOneValue(diagnostic) { bag.report(diagnostic) }
  }

  private static func isAboutOneValue(_ diagnostic: Diagnostic) -> Bool {
    ["NVR012", "NVR0131", "NVR0132", "NVR030", "NVR0106"].contains { diagnostic.code.text.hasPrefix($0) }
  }

  /// The defaults for cameras are looked at as a camera of their own.
  private static func withSampleCamera(_ spec: Node) -> Node {
    guard let defaults = spec["cameraDefaults"], var entries = defaults.entries else { return spec }
    let channel = Node(.scalar(Node.Scalar("1")), range: defaults.range)
    entries.append(Node.Entry(name: "channel", nameRange: defaults.range, value: channel))
    let sample = Node(.mapping(entries), range: defaults.range)
    var layer = spec.entries ?? []
    if let index = layer.firstIndex(where: { $0.name == "cameras" }) {
      layer[index].value = Node(.sequence((layer[index].value.items ?? []) + [sample]), range: defaults.range)
    } else {
      let cameras = Node(.sequence([sample]), range: defaults.range)
      layer.append(Node.Entry(name: "cameras", nameRange: defaults.range, value: cameras))
    }
    return Node(.mapping(layer), range: spec.range)
  }
}

extension Node {
  /// A mapping with nothing but one of its keys, nil where it has no such key.
  fileprivate func only(_ name: String) -> Node? {
    guard let entry = entries?.first(where: { $0.name == name }) else { return nil }
    return Node(.mapping([entry]), range: range)
  }
}
