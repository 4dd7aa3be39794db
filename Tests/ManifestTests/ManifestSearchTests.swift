import Diagnostics
import Host
import Manifest
import Testing

@Suite struct ManifestSearchTests {
  private let system = InMemoryFileSystem([
    "sites/b.yaml": "b", "sites/a.yml": "a", "sites/deep/c.yaml": "c", "sites/notes.txt": "x", "sites/.git/d.yaml": "d",
    "sites/.hidden.yaml": "e", "empty/readme": "x", "huge.yaml": String(repeating: "x", count: 2 << 20),
  ])

  private func search(_ paths: String..., input: ScriptedInput = ScriptedInput()) -> ManifestSearch {
    ManifestSearch(paths, in: system, input: input)
  }

  @Test func `a folder gives all YAML below it, by name`() {
    #expect(search("sites").files.map(\.name) == ["sites/a.yml", "sites/b.yaml", "sites/deep/c.yaml"])
    #expect(search("./sites/").files.map(\.name) == ["sites/a.yml", "sites/b.yaml", "sites/deep/c.yaml"])
  }

  @Test func `a file named twice is read once`() {
    #expect(search("sites/b.yaml", "sites", "./sites/b.yaml").files.count == 3)
  }

  @Test func `a file is read whatever its name`() {
    #expect(search("sites/notes.txt").files.map(\.bytes) == [Array("x".utf8)])
  }

  @Test func `links that lead back to their folder are followed once`() {
    let search = ManifestSearch(["sites", "sites/first/a.yaml"], in: CircularFolder(), input: ScriptedInput())
    #expect(search.files.map(\.name) == ["sites/a.yaml"])
    #expect(search.diagnostics.isEmpty)
  }

  @Test func `a hyphen stands for standard input`() {
    let found = search("-", "-", input: ScriptedInput(["a: 1"]))
    #expect(found.files == [ManifestFile(name: "<stdin>", bytes: Array("a: 1\n".utf8))])
  }

  @Test func `what is not there, empty or too large is reported`() {
    let found = search("nowhere", "empty", "huge.yaml")
    #expect(found.diagnostics.map(\.code) == ["NVR0114", "NVR0114", "NVR0115"])
    #expect(found.diagnostics.last?.range?.file == "huge.yaml")
    #expect(found.files.isEmpty)
  }
}

/// A folder with one file and two links to the folder itself.
private struct CircularFolder: FileSystem {
  func kind(of path: String) -> FileKind? { path.hasSuffix(".yaml") ? .file : .folder }
  func truePath(of path: String) -> String { path.hasSuffix(".yaml") ? "sites/a.yaml" : "sites" }
  func read(_ path: String, limit: Int) throws -> [UInt8] { [] }
  func names(in folder: String) throws -> [String] { ["a.yaml", "first", "second"] }
  func write(_ bytes: [UInt8], to path: String, for readers: FileReaders) throws {}
}
