import Diagnostics

/// Which layer a place in a file belongs to.
struct LayerIndex: Sendable {
  private struct Stretch: Sendable {
    var start: SourcePosition
    var layer: String
  }

  private var stretches: [String: [Stretch]] = [:]

  init(_ documents: [ManifestDocument]) {
    for document in documents {
      stretches[document.range.file, default: []].append(Stretch(start: document.range.start, layer: document.layer))
    }
    for file in stretches.keys { stretches[file]?.sort { $0.start < $1.start } }
  }

  /// The layer of a place: `profile hardened`.
  func layer(of range: SourceRange) -> String {
    stretches[range.file]?.last { $0.start <= range.start }?.layer ?? "built-in"
  }
}
