import Diagnostics
import Manifest
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
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let replacements = Array("{}[]:,-#&*!|>'\"%@`~\n\t 09aZ".utf8) + [0x00, 0xFF]
    for file in ExampleTests.files(of: name).files where !file.bytes.isEmpty {
      for _ in 0..<60 {
        var bytes = file.bytes
        for _ in 0...random(3) { bytes[random(bytes.count)] = replacements[random(replacements.count)] }
        _ = ManifestTree(reading: [ManifestFile(name: file.name, bytes: bytes)])
      }
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
