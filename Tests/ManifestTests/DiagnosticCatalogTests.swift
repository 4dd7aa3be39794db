import Host
import ISAPI
import Settings
import Diagnostics
import FoundationEssentials
import Manifest
import Testing

@Suite struct DiagnosticCatalogTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every code that stands in a source, except where it is explained.
  private static func usedCodes() throws -> Set<String> {
    let sources = package.appending(path: "Sources").path
    var codes: Set<String> = []
    for name in try FileManager.default.subpathsOfDirectory(atPath: sources) where name.hasSuffix(".swift") {
      guard !name.contains("Explanations/") else { continue }
      let text = String(decoding: try Data(contentsOf: URL(filePath: sources).appending(path: name)), as: UTF8.self)
      for match in text.matches(of: /"(NVR[0-9]{4})"/) { codes.insert(String(match.1)) }
    }
    return codes
  }

  @Test func `every code that is used is explained, once`() throws {
    let explained = DiagnosticCatalog.all.map(\.code.text)
    #expect(Set(explained).count == explained.count)
    #expect(try Self.usedCodes().subtracting(explained) == [])
  }

  @Test func `every code that is explained is used`() throws {
    #expect(Set(DiagnosticCatalog.all.map(\.code.text)).subtracting(try Self.usedCodes()) == [])
  }

  @Test func `a code is found however its letters are written`() {
    #expect(DiagnosticCatalog.explanation(of: "nvr0107")?.title == "unknown key")
    #expect(DiagnosticCatalog.explanation(of: "NVR9999") == nil)
  }
}
