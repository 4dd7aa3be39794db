package import ISAPI
import YAML

extension Setting {
  /// What a device has of this setting as a `spec` of its own: the inverse of `decode`.
  ///
  /// The result is read and compared with the same device before it is given out. What manifests refuse, or what would
  /// plan anything, is left out and named.
  package static func export(from snapshot: DeviceSnapshot, for context: ExportContext) -> SettingExport {
    var state = liveState(on: snapshot, for: context)
    if context.isMasked { state.leaveOutMasked() }
    var proof = ExportProof()
    let spec = proof.proven(ExportedSpec(self).node(of: state.items)) { spec, bag in
      decode(spec, into: &bag).map { compare($0, with: snapshot).flatMap(\.objections) } ?? []
    }
    return SettingExport(
      spec: spec, omissions: state.omissions + proof.omissions, lacking: state.lacking, remarks: state.remarks)
  }
}

extension LiveState {
  /// Leaves out what only stands for something that a snapshot does not keep.
  fileprivate mutating func leaveOutMasked() {
    for index in items.indices {
      let item = items[index].item
      items[index].fields.removeAll { field in
        guard case .text(let text) = field.value,
          text.split(separator: ",").contains(where: { RecordedSnapshot.isStandIn(String($0.drop { $0 == " " })) })
        else { return false }
        omissions.append(Omission(path: field.path, item: item, reason: "it is masked in the snapshot"))
        return true
      }
    }
  }
}

extension SettingCatalog {
  /// The key that tells the items of each list apart.
  package static let identities = Dictionary(
    all.compactMap { $0 as? any CollectionSetting.Type }.map { ($0.collection, $0.identity.key) }
  ) { first, _ in first }
}
