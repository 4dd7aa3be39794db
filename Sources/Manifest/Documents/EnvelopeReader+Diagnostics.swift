import Diagnostics
import YAML

extension Diagnostic {
  static func notAManifest(at range: SourceRange) -> Self {
    .error(
      "NVR0101", "this is not a manifest: it has neither \"apiVersion\" nor \"kind\"", at: range,
      help: ["a manifest begins with  apiVersion: \(EnvelopeReader.apiVersion)"])
  }

  static func missing(_ key: String, write example: String, at range: SourceRange) -> Self {
    .error("NVR0101", "\"\(key)\" is missing", at: range, help: ["write:  \(example)"])
  }

  static func unknownVersion(_ node: Node) -> Self {
    let text = node.scalar?.text ?? node.kindInWords
    return .error(
      "NVR0102", "unknown version \"\(text)\"", at: node.range, label: "this nvrctl reads \(EnvelopeReader.apiVersion)")
  }

  static func unknownKind(_ node: Node, known: [String]) -> Self {
    let text = node.scalar?.text ?? node.kindInWords
    return .error(
      "NVR0103", "unknown kind \"\(text)\"", at: node.range, label: Suggestion.label(for: text, among: known),
      help: ["known are: \(known.joined(separator: ", "))"])
  }

  static func notAName(_ node: Node) -> Self {
    .error(
      "NVR0104", "\"\(node.scalar?.text ?? node.kindInWords)\" is not a name", at: node.range,
      help: ["names are lower-case letters, digits and hyphens, at most 63 long"])
  }

  static func labelIsNotText(_ entry: Node.Entry) -> Self {
    .error("NVR0112", "the label \"\(entry.name)\" must be text", at: entry.value.range)
  }

  static func policyNotEnforced(at range: SourceRange) -> Self {
    .warning(.policyNotEnforced, "a Policy is read but not enforced by this version", at: range)
  }
}

extension Diagnostic.Code {
  /// Something about policies, which this version reads and does not enforce.
  static let policyNotEnforced: Self = "NVR0106"
}
