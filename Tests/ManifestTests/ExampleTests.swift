import Diagnostics
import FoundationEssentials
import Host
import Machine
import Manifest
import Settings
import TestSupport
import Testing
import YAML

@Suite struct ExampleTests {
  static let names = ["minimal", "riverside", "hardening", "two-sites"]

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Examples").path

  static func files(of name: String) -> ManifestSearch {
    ManifestSearch([root + "/" + name], in: LocalFileSystem(), input: ScriptedInput())
  }

  private func tree(of name: String) -> ManifestTree {
    let found = Self.files(of: name)
    return ManifestTree(reading: found.files, besides: found.diagnostics)
  }

  @Test(arguments: names)
  func `an example has nothing wrong with it`(_ name: String) {
    let tree = tree(of: name)
    #expect(tree.diagnostics.isEmpty, "\(DiagnosticReport(sources: tree.sources).text(of: tree.diagnostics))")
    #expect(!tree.recorders.isEmpty && tree.settingCount > 0)
  }

  @Test func `all examples together have nothing wrong with them`() {
    #expect(ManifestTree(reading: Self.names.flatMap { Self.files(of: $0).files }).diagnostics.isEmpty)
  }

  @Test(arguments: names)
  func `an example says all that is needed to reach its recorders`(_ name: String) {
    for recorder in tree(of: name).recorders {
      #expect(recorder.identity.serial != nil && !recorder.addresses.isEmpty && recorder.account.password != nil)
    }
  }

  @Test(arguments: names)
  func `the schema accepts an example`(_ name: String) throws {
    let schema = JSONSchema(try JSONTree(parsing: ManifestSchema.json()))
    for file in Self.files(of: name).files {
      for document in DocumentStream(parsing: file.bytes, file: file.name).documents {
        #expect(try schema.accepts(JSONTree(document)), "\(file.name)")
      }
    }
  }

  @Test(arguments: names)
  func `the merged form of an example has nothing wrong with it`(_ name: String) {
    let tree = tree(of: name)
    for merged in tree.merged {
      let text = RenderedRecorder(merged, detail: .plain).text
        .split(separator: "\n").filter { !$0.hasPrefix("  site:") }.joined(separator: "\n")
      let again = ManifestTree(reading: [ManifestFile(name: "again.yaml", bytes: Array(text.utf8))])
      #expect(again.diagnostics.isEmpty, "\(text)\n\(again.diagnostics.map(\.message))")
      #expect(again.settingCount == tree.recorders.first { $0.name == merged.name }?.fieldCount)
    }
  }

  @Test func `reading does not depend on the order of files`() {
    let files = Self.files(of: "riverside").files
    let one = ManifestTree(reading: files)
    let other = ManifestTree(reading: files.reversed())
    #expect(one.recorders == other.recorders)
  }
}

extension RecorderDeclaration {
  fileprivate var fieldCount: Int { settings.flatMap(\.items).reduce(0) { $0 + $1.fields.count } }
}
