import Diagnostics
import Host
import ISAPI
package import Settings
import YAML

/// Live recorders as manifests whose plans against the same recorders are empty.
///
/// ```text
/// snapshots --Setting.export--> specs --CommonSettings--> profile and recorders --text--> ManifestTree, compare
///                                                                ^------ what does not hold is taken out ----'
/// ```
package struct ManifestExport: Sendable {
  /// The file.
  package let text: String
  /// What was left out of each recorder, and of the profile under its name.
  package let omissions: [(name: String, omissions: [Omission])]
  /// How many values are declared.
  package let settingCount: Int
  /// The variables in which secrets are to be supplied beside those of the accounts in use.
  package let variables: [String]

  /// The name of the profile that several recorders share.
  private static let profile = "common"

  /// Writes recorders, what all of them have in common in a profile of its own; `missing` tells at the top what could
  /// not be read.
  ///
  /// Throws `ExportUnsound` where what was written does not hold, which is a mistake of nvrctl.
  package init(
    _ recorders: [ExportedRecorder], only selection: ExportSelection = .everything, missing: [String] = []
  ) throws(ExportUnsound) {
    var documents = recorders.map { Self.document(of: $0, selection) }
    if documents.count > 1 { documents = Self.sharing(documents) }
    documents = try Self.proven(documents)
    text = ExportComment.text(missing: missing) + documents.map(\.commentedText).joined(separator: "---\n")
    let tree = ManifestTree(reading: [ManifestFile(name: Self.file, bytes: Array(text.utf8))])
    if let error = tree.diagnostics.first(where: { $0.severity == .error }) {
      throw ExportUnsound(reason: error.message)
    }
    omissions = documents.map { ($0.name, $0.omissions) }
    settingCount = tree.settingCount
    let references = Set(
      tree.recorders.flatMap { $0.settings.filter { $0.setting != AdminAccount.key }.secretReferences })
    variables = references.compactMap { if case .environment(let name) = $0 { name } else { nil } }.sorted()
  }

  private static let file = "export.yaml"

  /// The order in which people look for things: what a recorder is, where it is, what runs, who and what is on it.
  private static let order: [Section] = [
    .device, .network, .time, .access, .services, .accounts, .cameras, .recording,
  ]

  private static func document(of recorder: ExportedRecorder, _ selection: ExportSelection) -> ExportDocument {
    var document = ExportDocument(kind: .recorder, name: recorder.name, recorder: recorder, spec: .empty)
    for section in order {
      let settings = selection.settings.filter { $0.section == section }
      // The zone is what people look for, not the servers.
      for setting in settings.filter({ $0.key == Clock.key }) + settings.filter({ $0.key != Clock.key }) {
        let export = setting.export(from: recorder.snapshot, for: recorder.context)
        let part = selection.part(of: export.spec)
        document.spec = LayerMerge.merge(document.spec, with: part, by: SpecKeys.recorder) ?? document.spec
        // What could not be read is not lacking, though it looks so from outside.
        let unread = unreadable(setting, of: recorder)
        document.omissions += unread + export.omissions.filter { selection.covers($0.path) }
        if unread.isEmpty { document.lacking += export.lacking.filter { selection.covers($0.path) } }
        document.remarks.merge(export.remarks) { first, _ in first }
      }
    }
    document.spec = SharedCameraSettings.factored(document.spec)
    return document
  }

  /// What could not be looked at, under the keys of the setting.
  private static func unreadable(_ setting: any Setting.Type, of recorder: ExportedRecorder) -> [Omission] {
    let nothing = DesiredSetting(setting: setting.key, items: [])
    let fields = setting.fieldDescriptions.map(\.path)
    let path = (setting as? any CollectionSetting.Type)?.collection ?? (fields.count == 1 ? fields[0] : setting.key)
    return setting.resources(for: nothing, on: recorder.snapshot).compactMap { endpoint in
      recorder.unreadable[endpoint].map { Omission(path: path, reason: $0) }
    }
  }

  /// The recorders without what all of them have, and a profile with it in front; as they are where there is nothing.
  private static func sharing(_ documents: [ExportDocument]) -> [ExportDocument] {
    let common = CommonSettings(of: documents.map(\.spec))
    guard common.shared != .empty else { return documents }
    var profile = ExportDocument(kind: .profile, name: profile, spec: common.shared)
    profile.remarks = documents[0].remarks
    return [profile]
      + zip(documents, common.own).map { document, own in
        var document = document
        document.profile = profile.name
        document.spec = own
        return document
      }
  }

  /// The documents after they were read as a person's would be, and compared with the recorders they are from.
  private static func proven(_ drafts: [ExportDocument]) throws(ExportUnsound) -> [ExportDocument] {
    var documents = drafts
    for index in documents.indices {
      let document = documents[index]
      guard let head = document.recorder?.head else { continue }
      let extends = document.profile.map { [Node.Entry(name: "extends", value: .sequence([.text($0)]))] } ?? []
      documents[index].spec = .mapping(extends + (head.entries ?? []) + (document.spec.entries ?? []))
    }
    // Every round takes a value away, so there is a last one.
    while true {
      let bytes = Array(documents.map(\.text).joined(separator: "---\n").utf8)
      let tree = ManifestTree(reading: [ManifestFile(name: file, bytes: bytes)])
      let errors = tree.diagnostics.filter { $0.severity == .error }
      let findings =
        errors.isEmpty
        ? objections(tree, documents)
        : errors.compactMap(ExportObjection.init).map { Finding(recorder: nil, objection: $0) }
      if errors.isEmpty, findings.isEmpty { return documents }
      let roots = DocumentStream(parsing: bytes, file: file).documents
      guard roots.count == documents.count, prune(&documents, as: roots, findings) else {
        throw ExportUnsound(reason: errors.first?.message ?? findings.first?.objection.reason ?? "")
      }
    }
  }

  /// An objection, and the recorder that has it where its place is in no file.
  private struct Finding {
    var recorder: String?
    var objection: ExportObjection

    /// Whether it is about a document that begins and ends there.
    func isAbout(_ document: ExportDocument, in range: SourceRange) -> Bool {
      guard case .place(let place) = objection.subject else { return document.name == recorder }
      return range.start <= place.start && place.start <= range.end
    }
  }

  /// What plans for the recorders would have against what is declared.
  private static func objections(_ tree: ManifestTree, _ documents: [ExportDocument]) -> [Finding] {
    tree.recorders.flatMap { declaration -> [Finding] in
      guard let snapshot = documents.first(where: { $0.name == declaration.name })?.recorder?.snapshot else {
        return []
      }
      return declaration.settings.flatMap { desired in
        SettingCatalog.setting(desired.setting)?.compare(desired, with: snapshot).flatMap(\.objections)
          .map { Finding(recorder: declaration.name, objection: $0) } ?? []
      }
    }
  }

  /// Takes out what objections are about; false where none is about a value that may go.
  private static func prune(
    _ documents: inout [ExportDocument], as roots: [Node], _ findings: [Finding]
  ) -> Bool {
    var isSmaller = false
    for (index, root) in roots.enumerated() {
      guard let spec = root["spec"] else { continue }
      var proof = ExportProof()
      let own = findings.filter { $0.isAbout(documents[index], in: root.range) }.map(\.objection)
      guard let smaller = proof.pruned(spec, own) else { continue }
      documents[index].spec = smaller
      documents[index].omissions += proof.omissions
      isSmaller = true
    }
    return isSmaller
  }
}

/// An export that cannot be given out, because it does not hold.
package struct ExportUnsound: Error, Sendable {
  package var reason: String
}
