import Diagnostics
import YAML

/// Reads the envelope of a document: `apiVersion`, `kind`, `metadata` and `spec`.
struct EnvelopeReader {
  static let apiVersion = "nvrctl/v1"

  private let root: Node

  /// Reads one document; nil when it is no manifest of a kind with settings, which was reported.
  static func read(_ root: Node, into bag: inout DiagnosticBag) -> ManifestDocument? {
    EnvelopeReader(root: root).document(into: &bag)
  }

  private func document(into bag: inout DiagnosticBag) -> ManifestDocument? {
    guard let entries = root.entries else {
      if !root.isPoisoned { bag.report(.notAManifest(at: root.range)) }
      return nil
    }
    guard root["apiVersion"] != nil || root["kind"] != nil || root.isPoisoned else {
      bag.report(.notAManifest(at: entries.first?.nameRange ?? root.range))
      return nil
    }
    checkVersion(into: &bag)
    let kind = kind(into: &bag)
    for entry in entries where !["apiVersion", "kind", "metadata", "spec"].contains(entry.name) {
      bag.report(.unknownKey(entry, allowed: ["apiVersion", "kind", "metadata", "spec"]))
    }
    guard let kind else {
      // Whatever the kind was meant to be, its name is one.
      if root["metadata"] != nil { _ = metadata(of: .recorder, into: &bag) }
      return nil
    }
    if kind == .policy {
      bag.report(.policyNotEnforced(at: root["kind"]?.range ?? root.range))
      return nil
    }
    let (name, nameRange, site) = metadata(of: kind, into: &bag)
    return ManifestDocument(
      kind: kind, name: name, nameRange: nameRange, site: site, spec: spec(of: kind, named: name, into: &bag),
      range: root.range)
  }

  private func checkVersion(into bag: inout DiagnosticBag) {
    guard let node = root["apiVersion"] else {
      reportMissing("apiVersion", of: root, write: "apiVersion: \(Self.apiVersion)", into: &bag)
      return
    }
    guard !node.isPoisoned, node.scalar?.text != Self.apiVersion else { return }
    bag.report(.unknownVersion(node))
  }

  private func kind(into bag: inout DiagnosticBag) -> ManifestKind? {
    let known = ManifestKind.allCases.map(\.rawValue)
    guard let node = root["kind"] else {
      reportMissing("kind", of: root, write: "kind: \(known.joined(separator: " or "))", into: &bag)
      return nil
    }
    guard !node.isPoisoned else { return nil }
    let kind = node.scalar.flatMap { ManifestKind(rawValue: $0.text) }
    if kind == nil { bag.report(.unknownKind(node, known: known)) }
    return kind
  }

  private func metadata(
    of kind: ManifestKind, into bag: inout DiagnosticBag
  ) -> (name: String, range: SourceRange, site: Located<String>?) {
    guard let metadata = root["metadata"] else {
      reportMissing("metadata", of: root, write: "metadata: {name: NAME}", into: &bag)
      return ("", start, nil)
    }
    guard let entries = metadata.entries else {
      if !metadata.isPoisoned { bag.report(.notAMapping("metadata", at: metadata.range)) }
      return ("", metadata.range, nil)
    }
    let allowed = kind == .recorder ? ["name", "site", "labels"] : ["name", "labels"]
    for entry in entries where !allowed.contains(entry.name) { bag.report(.unknownKey(entry, allowed: allowed)) }
    if let labels = metadata["labels"] { check(labels, into: &bag) }
    let site = kind == .recorder ? metadata["site"].flatMap { label($0, into: &bag) } : nil
    guard let node = metadata["name"] else {
      reportMissing("name", of: metadata, write: "name: NAME", into: &bag)
      return ("", metadata.range, site)
    }
    return (label(node, into: &bag)?.value ?? "", node.range, site)
  }

  private func label(_ node: Node, into bag: inout DiagnosticBag) -> Located<String>? {
    guard !node.isPoisoned else { return nil }
    guard let text = node.scalar?.text, !node.isNull, DNSLabel.isLabel(text) else {
      bag.report(.notAName(node))
      return nil
    }
    return Located(value: text, range: node.range)
  }

  private func check(_ labels: Node, into bag: inout DiagnosticBag) {
    guard let entries = labels.entries else {
      if !labels.isPoisoned { bag.report(.notAMapping("labels", at: labels.range)) }
      return
    }
    for entry in entries where !entry.value.isPoisoned && entry.value.text == nil {
      bag.report(.labelIsNotText(entry))
    }
  }

  private func spec(of kind: ManifestKind, named name: String, into bag: inout DiagnosticBag) -> Node {
    let empty = Node(.mapping([]), range: root.range)
    guard let keys = kind.keys else { return empty }
    guard let node = root["spec"] else {
      reportMissing("spec", of: root, write: "spec: {}", into: &bag)
      return empty
    }
    return TreeWalk.prune(node, by: keys, in: kind, named: name, into: &bag) ?? empty
  }

  /// Reports a missing key, unless a mistyped one that was reported stands in its place.
  private func reportMissing(_ key: String, of node: Node, write example: String, into bag: inout DiagnosticBag) {
    let isMistyped = (node.entries ?? []).contains { Suggestion.nearest(to: $0.name, among: Self.keys) == key }
    guard !node.isPoisoned, !isMistyped else { return }
    bag.report(.missing(key, write: example, at: node.range.start(of: node)))
  }

  /// The keys of the envelope, those of `metadata` included.
  private static let keys = ["apiVersion", "kind", "metadata", "spec", "name", "site", "labels"]

  /// The beginning of the document, where what is missing is missed.
  private var start: SourceRange { root.range.start(of: root) }
}

extension SourceRange {
  /// The first key of a mapping, else the first character: a whole document is too much to underline.
  fileprivate func start(of node: Node) -> Self {
    node.entries?.first?.nameRange
      ?? SourceRange(
        file: file, start: start, end: SourcePosition(line: start.line, column: start.column + 1))
  }
}
