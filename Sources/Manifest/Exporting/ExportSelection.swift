import Diagnostics
package import Settings
import YAML

/// Which keys of manifests an export tells of.
package struct ExportSelection: Sendable, Hashable {
  /// The paths without the marks of lists; nil for all.
  private let paths: [String]?

  /// Everything that nvrctl manages.
  package static let everything = ExportSelection()

  private init() { paths = nil }

  /// Keys and all below them, such as `cameras` or `time.zone`; throws where one of them is none.
  package init(_ paths: [String]) throws(UnknownKey) {
    self.paths = paths.map { $0.replacing("[]", with: "") }
    for path in self.paths ?? [] where !Self.known.contains(path) {
      throw UnknownKey(path: path, nearest: Suggestion.nearest(to: path, among: Self.known.sorted()))
    }
  }

  /// A key that no setting has.
  package struct UnknownKey: Error, Sendable {
    package var path: String
    package var nearest: String?
  }

  /// The settings that own one of the keys.
  package var settings: [any Setting.Type] {
    SettingCatalog.all.filter { $0.fieldDescriptions.contains { covers($0.path) } }
  }

  /// Whether a path is one of the keys or below it.
  package func covers(_ path: String) -> Bool {
    guard let paths else { return true }
    let path = path.replacing("[]", with: "")
    return paths.contains { path == $0 || path.hasPrefix($0 + ".") }
  }

  /// The part of a `spec` below the keys; items of lists keep what tells them apart.
  func part(of spec: Node) -> Node {
    guard paths != nil else { return spec }
    return part(of: spec, at: "", identity: nil) ?? .empty
  }

  private func part(of node: Node, at path: String, identity: String?) -> Node? {
    if !path.isEmpty, covers(path) { return node }
    switch node.content {
    case .scalar: return nil
    case .sequence(let items):
      let list = SettingCatalog.identities[path]
      let kept = items.compactMap { part(of: $0, at: path, identity: list) }
      return kept.isEmpty ? nil : Node(.sequence(kept), range: node.range)
    case .mapping(let entries):
      let kept = entries.compactMap { entry -> Node.Entry? in
        if entry.name == identity { return entry }
        var entry = entry
        guard
          let value = part(of: entry.value, at: path.isEmpty ? entry.name : "\(path).\(entry.name)", identity: nil)
        else { return nil }
        entry.value = value
        return entry
      }
      return kept.allSatisfy { $0.name == identity } ? nil : Node(.mapping(kept), range: node.range)
    }
  }

  /// Every key of a setting, and every key above one.
  private static let known: Set<String> = {
    var known: Set<String> = []
    for field in SettingCatalog.all.flatMap({ $0.fieldDescriptions }) where !field.path.hasPrefix("admin.") {
      var path = field.path.replacing("[]", with: "")
      known.insert(path)
      while let dot = path.lastIndex(of: ".") {
        path = String(path[..<dot])
        known.insert(path)
      }
    }
    return known
  }()
}
