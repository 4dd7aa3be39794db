import FoundationEssentials
import Planner
import Testing

/// The recipes for CI in `Examples/ci`.
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
}
