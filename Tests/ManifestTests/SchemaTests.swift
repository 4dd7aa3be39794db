import Diagnostics
import FoundationEssentials
import Manifest
import Settings
import TestSupport
import Testing
import YAML

@Suite struct SchemaTests {
  private static let schema = Result { JSONSchema(try JSONTree(parsing: ManifestSchema.json())) }

  @Test func `the schema under Schemas is current`() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = package.appending(path: "Schemas").appending(path: ManifestSchema.fileName)
    try GoldenFile.expect(ManifestSchema.json(), equalsFile: file.path)
  }

  @Test(arguments: FieldCorpus.cases)
  func `schema and decoder accept and refuse the same values`(_ sample: FieldCorpus.Case) throws {
    let stream = DocumentStream(parsing: Array(sample.manifest.utf8), file: "t.yaml")
    let root = try #require(stream.documents.first)
    let tree = ManifestTree(reading: [ManifestFile(name: "t.yaml", bytes: Array(sample.manifest.utf8))])
    let errors = tree.diagnostics.filter { $0.severity == .error && FieldCorpus.isAboutOneValue($0) }
    let accepted = try Self.schema.get().accepts(JSONTree(root))
    #expect(accepted == errors.isEmpty, "\(sample.manifest)\n\(errors.map(\.message))")
  }

  @Test func `every key has a description`() throws {
    for path in KeyReference.allPaths {
      let reference = try #require(KeyReference(path))
      #expect(!reference.documentation.isEmpty, "\(path)")
    }
  }

  @Test func `a key is explained by its path`() throws {
    let reference = try #require(KeyReference("spec.identity.serial"))
    #expect(reference.path == "identity.serial")
    #expect(reference.documentation.contains("in quotes"))
    #expect(KeyReference("identity")?.keys == ["firmware", "mac", "model", "serial"])
    #expect(KeyReference("nowhere.to.go") == nil)
  }
}
