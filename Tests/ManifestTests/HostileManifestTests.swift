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
}
