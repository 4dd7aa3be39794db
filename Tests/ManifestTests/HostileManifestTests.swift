import Diagnostics
import Manifest
import TestSupport
import Testing

@Suite struct HostileManifestTests {
  @Test(arguments: ExampleTests.names)
  func `an example cut short anywhere is read or refused, never more`(_ name: String) {
    for file in ExampleTests.files(of: name).files {
      for length in stride(from: 0, to: file.bytes.count, by: 23) {
        _ = ManifestTree(reading: [ManifestFile(name: file.name, bytes: Array(file.bytes.prefix(length)))])
      }
    }
  }

  @Test(arguments: ExampleTests.names)
  func `an example with bytes changed is read or refused, never more`(_ name: String) {
    let files = ExampleTests.files(of: name).files
    var mutator = Mutator(files.map(\.bytes), .yaml, seed: 7)
    for number in 1...(TestExtent.isFull ? 2_000 : 40) {
      let file = ManifestFile(name: "a.yaml", bytes: mutator.next())
      let tree = ManifestTree(reading: [file]).checkingCompleteness()
      for diagnostic in tree.diagnostics where !["NVR0114", "NVR0116"].contains(diagnostic.code) {
        #expect(diagnostic.range != nil, "input \(number) of seed 7: \(diagnostic.message)")
      }
      Inertness.expect(DiagnosticReport(sources: tree.sources).text(of: tree.diagnostics))
    }
  }

  private func profile(_ number: Int, extending others: Range<Int>) -> String {
    manifest("Profile", "p\(number)", "extends: [\(others.map { "p\($0)" }.joined(separator: ", "))]")
  }

  @Test(.timeLimit(.minutes(1))) func `a chain of thousands of profiles is followed to its end`() {
    let text = (0..<2_000).map { profile($0, extending: $0 + 1..<$0 + 2) }.joined(separator: "---\n")
    let tree = ManifestTree(reading: [ManifestFile(name: "p.yaml", bytes: Array(text.utf8))])
    #expect(tree.diagnostics.map(\.code) == ["NVR0110"])
  }

  @Test(.timeLimit(.minutes(1))) func `profiles that all extend each other are each looked at once`() {
    let text = (0..<400).map { profile($0, extending: $0 + 1..<min($0 + 17, 400)) }.joined(separator: "---\n")
    let tree = ManifestTree(reading: [ManifestFile(name: "p.yaml", bytes: Array(text.utf8))])
    #expect(!tree.hasErrors)
  }

  @Test(.timeLimit(.minutes(1))) func `behind a thousand mistakes the rest is one`() {
    let keys = (0..<20_000).map { "k\($0): 1" }.joined(separator: "\n")
    let bytes = Array(manifest("Recorder", "nvr-1", keys).utf8)
    let found = ManifestTree(reading: [ManifestFile(name: "a.yaml", bytes: bytes)]).checkingCompleteness().diagnostics
    #expect(found.count == 1_001)
    #expect(found.last?.code == "NVR0116")
  }
}
