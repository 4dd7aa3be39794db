import Diagnostics
import Settings
import Manifest
import Testing

@Suite struct RenderTests {
  private let files: KeyValuePairs = [
    "profiles/base.yaml": manifest("Profile", "base", "deviceName: \"0815\"\nverify: {burnIn: 2m}"),
    "nvr-1.yaml": manifest(
      "Recorder", "nvr-1", site: "riverside",
      "extends: [base]\nreset: never\nconnect:\n  addresses: [10.0.0.1, \"a:1\"]\nprotect: []\nadmin: {password: {env: PASS}}"
    ),
    "site.yaml": manifest("Site", "riverside", "defaults: {deviceNumber: 3}"),
  ]

  @Test func `the merged form is a manifest of its own`() throws {
    let merged = try #require(expect([], in: files).merged.first)
    #expect(
      RenderedRecorder(merged, detail: .plain).text == """
        apiVersion: nvrctl/v1
        kind: Recorder
        metadata:
          name: nvr-1
          site: riverside
        spec:
          deviceName: "0815"
          verify:
            burnIn: 2m
          deviceNumber: 3
          reset: never
          connect:
            addresses:
              - 10.0.0.1
              - a:1
          protect: []
          admin:
            password:
              env: PASS

        """)
  }

  @Test func `reading the merged form gives the same wishes`() throws {
    let tree = expect([], in: files)
    let merged = try #require(tree.merged.first)
    let text = RenderedRecorder(merged, detail: .explained).text.replacing("  site: riverside\n", with: "")
    let again = ManifestTree(reading: [ManifestFile(name: "again.yaml", bytes: Array(text.utf8))])
    #expect(again.diagnostics == [])
    let fields = tree.recorders.flatMap(\.settings).flatMap(\.items).flatMap(\.fields).map(\.value)
    let known = Set(again.recorders.flatMap(\.settings).flatMap(\.items).flatMap(\.fields).map(\.value))
    #expect(known.isSuperset(of: fields))
  }

  @Test func `explained, each value names the layer that won and its place`() throws {
    let merged = try #require(expect([], in: files).merged.first)
    let lines = RenderedRecorder(merged, detail: .explained).text.split(separator: "\n").map(String.init)
    #expect(lines.contains("  deviceName: \"0815\"                        # profile base  profiles/base.yaml:5:15"))
    #expect(lines.contains { $0.hasPrefix("  deviceNumber: 3 ") && $0.hasSuffix("# site riverside  site.yaml:5:28") })
    #expect(lines.contains { $0.hasPrefix("    secondWayIn: sadp ") && $0.hasSuffix("# built-in") })
  }
}
