import Diagnostics
import Manifest
import TestSupport
import Testing

/// Reads manifests with marks and expects exactly these codes, in the order of files and places, one at each mark.
@discardableResult
func expect(
  _ codes: [Diagnostic.Code], in files: KeyValuePairs<String, String>, sourceLocation: SourceLocation = #_sourceLocation
) -> ManifestTree {
  var marks: [SourceRangeStart] = []
  var manifests: [ManifestFile] = []
  for (name, marked) in files.sorted(by: { $0.key < $1.key }) {
    let text = MarkedText(marked)
    marks += text.positions.map { SourceRangeStart(file: name, position: $0) }
    manifests.append(ManifestFile(name: name, bytes: text.bytes))
  }
  let tree = ManifestTree(reading: manifests)
  let found = tree.diagnostics
  if found.map(\.code) != codes {
    let drawn = DiagnosticReport(sources: tree.sources).text(of: found)
    Issue.record("expected \(codes.map(\.text)), found:\n\(drawn)", sourceLocation: sourceLocation)
  }
  let places = found.compactMap(\.range).map { SourceRangeStart(file: $0.file, position: $0.start) }
  #expect(places == marks, sourceLocation: sourceLocation)
  return tree
}

/// Reads the `spec` of one recorder with marks and expects exactly these codes, one at each mark.
@discardableResult
func expect(
  _ codes: [Diagnostic.Code], inSpec spec: String, sourceLocation: SourceLocation = #_sourceLocation
) -> ManifestTree {
  let indented = spec.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
  let text = "apiVersion: nvrctl/v1\nkind: Recorder\nmetadata: {name: nvr-1}\nspec:\n" + indented + "\n"
  return expect(codes, in: ["nvr-1.yaml": text], sourceLocation: sourceLocation)
}

/// A document with its envelope.
func manifest(_ kind: String, _ name: String, site: String? = nil, _ spec: String) -> String {
  let indented = spec.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
  let metadata = "{name: \(name)" + (site.map { ", site: \($0)" } ?? "") + "}"
  return "apiVersion: nvrctl/v1\nkind: \(kind)\nmetadata: \(metadata)\nspec:\n\(indented)\n"
}

/// Where a diagnostic begins.
struct SourceRangeStart: Hashable {
  var file: String
  var position: SourcePosition
}
