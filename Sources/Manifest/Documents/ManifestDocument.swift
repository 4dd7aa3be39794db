import Diagnostics
import YAML

/// One manifest after its envelope was read and its `spec` was freed of everything that was refused.
struct ManifestDocument: Sendable, Hashable {
  var kind: ManifestKind
  /// The name; empty where the manifest has none, which was reported.
  var name: String
  var nameRange: SourceRange
  /// The site a recorder belongs to.
  var site: Located<String>?
  /// What stands below `spec`, without unknown keys, nulls and poisoned values.
  var spec: Node
  /// The whole document.
  var range: SourceRange

  /// The document as a layer of a merged tree: `profile hardened`.
  var layer: String { "\(kind.word) \(name)" }
}
