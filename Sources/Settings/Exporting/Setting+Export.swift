package import ISAPI
import YAML

extension Setting {
  /// What a device has of this setting as a `spec` of its own: the inverse of `decode`.
  ///
  /// The result is read and compared with the same device before it is given out. What manifests refuse, or what would
  /// plan anything, is left out and named.
  package static func export(from snapshot: DeviceSnapshot, for context: ExportContext) -> SettingExport {
    let state = liveState(on: snapshot, for: context)
    var proof = ExportProof()
    let spec = proof.proven(ExportedSpec(self).node(of: state.items)) { spec, bag in
      decode(spec, into: &bag).map { compare($0, with: snapshot).flatMap(\.objections) } ?? []
    }
    return SettingExport(
      spec: spec, omissions: state.omissions + proof.omissions, lacking: state.lacking, remarks: state.remarks)
  }
}

extension SettingCatalog {
  /// The key that tells the items of each list apart.
  package static let identities = Dictionary(
    all.compactMap { $0 as? any CollectionSetting.Type }.map { ($0.collection, $0.identity.key) }
  ) { first, _ in first }
}
