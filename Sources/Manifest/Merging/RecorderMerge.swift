import Diagnostics
import YAML

/// Puts the layers of each recorder over each other: profiles, the defaults of its site, its own manifest.
struct RecorderMerge {
  private let sites: [String: ManifestDocument]
  private let order: ProfileOrder
  private let isComplete: Bool
  private let layers: LayerIndex
  /// What recorders of the same site and profiles share, merged once.
  private var shared: [SharedKey: Node?] = [:]

  private struct SharedKey: Hashable {
    var profiles: [String]
    var site: String?
  }

  init(_ documents: [ManifestDocument], isComplete: Bool) {
    sites = Dictionary(documents.filter { $0.kind == .site }.map { ($0.name, $0) }) { first, _ in first }
    order = ProfileOrder(documents.filter { $0.kind == .profile }, isComplete: isComplete)
    layers = LayerIndex(documents)
    self.isComplete = isComplete
  }

  /// Reports what is wrong with profiles that no recorder may use.
  func checkProfiles(into bag: inout DiagnosticBag) { order.check(into: &bag) }

  /// The merged form of a recorder.
  mutating func merge(_ recorder: ManifestDocument, into bag: inout DiagnosticBag) -> MergedRecorder {
    let site = site(of: recorder, into: &bag)
    let defaults = site?.spec["defaults"]
    let extending = recorder.spec["extends"] != nil ? recorder.spec : defaults ?? recorder.spec
    let profiles = order.profiles(extendedBy: extending, into: &bag)
    let base = base(of: profiles, site: site?.name, defaults: defaults)
    let spec = LayerMerge.merge(base, with: recorder.spec, by: SpecKeys.recorder) ?? recorder.spec
    return MergedRecorder(
      name: recorder.name, site: recorder.site?.value, spec: CameraDefaults.flow(into: spec), layers: layers)
  }

  private mutating func base(of profiles: [ManifestDocument], site: String?, defaults: Node?) -> Node? {
    let key = SharedKey(profiles: profiles.map(\.name), site: site)
    if let merged = shared[key] { return merged }
    var base: Node?
    for layer in profiles.map(\.spec) + [defaults].compactMap(\.self) {
      base = LayerMerge.merge(base, with: layer, by: SpecKeys.recorder)
    }
    shared[key] = .some(base)
    return base
  }

  private func site(of recorder: ManifestDocument, into bag: inout DiagnosticBag) -> ManifestDocument? {
    guard let name = recorder.site else { return nil }
    let site = sites[name.value]
    if site == nil, isComplete { bag.report(.unknownSite(name, known: sites.keys.sorted())) }
    return site
  }
}

extension Diagnostic {
  fileprivate static func unknownSite(_ name: Located<String>, known: [String]) -> Self {
    .error(
      "NVR0109", "there is no Site \"\(name.value)\" in these files", at: name.range,
      label: Suggestion.label(for: name.value, among: known),
      help: known.isEmpty
        ? ["give nvrctl the folder that holds the site too"] : ["known are: \(known.joined(separator: ", "))"])
  }
}
