import FoundationEssentials
import Host
import Planner
import Testing
import TestSupport

/// The recipes in `Examples/ci` and `Examples/cron`.
@Suite struct RecipeTests {
  @Test(arguments: ["github/recorders.yml.example", "gitlab/recorders.gitlab-ci.yml.example"])
  func `a recipe calls nvrctl with options it has`(_ recipe: String) async throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let bytes = try Data(contentsOf: root.appending(path: "Examples/ci/\(recipe)"))
    let calls = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line -> String? in
      guard let start = line.firstRange(of: "- nvrctl ") ?? line.firstRange(of: "run: nvrctl ") else { return nil }
      return String(line[start.upperBound...])
    }
    #expect(calls.map { $0.prefix { $0 != " " } } == ["validate", "plan", "apply", "plan"])
    for call in calls {
      let transcript = await CommandBench().run(call)
      #expect(transcript.status != .usage, "\(call)\n\(transcript.everything)")
    }
  }

  @Test func `the recipe for cron calls nvrctl with options it has, and looks for what it writes`() async throws {
    let text = try PackageFiles.text(of: "Examples/cron/drift.crontab.example")
    let line = try #require(text.split(separator: "\n").last { !$0.hasPrefix("#") && $0.contains("nvrctl ") })
    let start = try #require(line.firstRange(of: "nvrctl ")).upperBound
    let end = try #require(line.firstRange(of: " && grep")).lowerBound
    let (bench, _) = try Example.minimal.bench()
    let transcript = await bench.run(String(line[start..<end]).replacing("sites", with: "Examples/minimal"))
    #expect(transcript.status == .changesPending, "\(transcript.everything)")
    let written = String(decoding: try bench.files.read("drift.json", limit: 100_000), as: UTF8.self)
    let quoted = try #require(line.split(separator: "'").dropFirst().first)
    #expect(written.contains(quoted))
  }
}
