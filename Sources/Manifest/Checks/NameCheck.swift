import Diagnostics

/// Checks that no two manifests of a kind have the same name.
enum NameCheck {
  private struct Key: Hashable {
    var kind: ManifestKind
    var name: String
  }

  static func check(_ documents: [ManifestDocument], into bag: inout DiagnosticBag) {
    var first: [Key: ManifestDocument] = [:]
    for document in documents where !document.name.isEmpty {
      let key = Key(kind: document.kind, name: document.name)
      if let earlier = first[key] {
        bag.report(.usedTwice(document, first: earlier))
      } else {
        first[key] = document
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func usedTwice(_ document: ManifestDocument, first: ManifestDocument) -> Self {
    .error(
      "NVR0105", "there are two of kind \(document.kind.rawValue) with the name \"\(document.name)\"",
      at: document.nameRange, label: "again here", related: [Related(first.nameRange, "first here")])
  }
}
