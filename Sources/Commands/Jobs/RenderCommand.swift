import ArgumentParser
import Manifest
import Planner

/// Shows the merged desired state of each recorder.
struct RenderCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Show what profiles, site and recorder say together; no recorder is contacted.",
    discussion: """
      Example:
        nvrctl render sites/riverside
        nvrctl render sites/riverside --explain
      """)

  @OptionGroup var manifests: ManifestOptions

  @Flag(help: "Name the layer and the place that each value comes from.")
  var explain = false

  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let tree = try ManifestReport.usable(manifests.read(in: context), console: context.console)
    let texts = tree.merged.map { RenderedRecorder($0, detail: explain ? .explained : .plain).text }
    if texts.isEmpty { throw NoRecorders() }
    context.console.result(texts.joined(separator: "---\n"))
    context.console.result("# Next:  nvrctl plan \(ShellWords.text(manifests.paths))\n")
    return .done
  }
}
