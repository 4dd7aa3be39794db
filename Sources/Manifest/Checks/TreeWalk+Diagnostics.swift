import Diagnostics
import YAML

extension Diagnostic {
  static func unknownKey(_ entry: Node.Entry, allowed: [String], elsewhere: String? = nil) -> Self {
    let place = elsewhere.map { ["it stands elsewhere:  \($0)"] } ?? []
    return .error(
      "NVR0107", "unknown key \"\(entry.name)\"", at: entry.nameRange,
      label: elsewhere == nil ? Suggestion.label(for: entry.name, among: allowed) : nil,
      help: place + ["allowed here: \(allowed.sorted().joined(separator: ", "))"])
  }

  static func misplaced(_ entry: Node.Entry, in kind: ManifestKind, reason: String) -> Self {
    .error("NVR0108", "a \(kind.rawValue) may not hold \"\(entry.name)\"", at: entry.nameRange, label: reason)
  }

  static func null(at range: SourceRange) -> Self {
    .error(
      "NVR0111", "a key without a value", at: range,
      help: ["leave the key out to leave the setting alone", "write [] to want none of a list"])
  }

  static func notAMapping(_ key: String, at range: SourceRange, help: [String] = []) -> Self {
    .error("NVR0112", "\"\(key)\" takes keys of its own", at: range, help: help)
  }

  static func notAList(_ key: String, _ node: Node) -> Self {
    .error("NVR0112", "\"\(key)\" takes a list, not \(node.kindInWords)", at: node.range)
  }
}
