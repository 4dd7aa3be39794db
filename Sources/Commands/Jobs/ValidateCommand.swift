import ArgumentParser
import Diagnostics
import FoundationEssentials
import Host
import Manifest
import Planner

/// Shows every mistake in the manifests at once, without a recorder.
struct ValidateCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Show every mistake in the manifests at once; no recorder is contacted.",
    discussion: """
      Example:
        nvrctl validate sites/riverside
        nvrctl validate sites --format json
      """)

  /// How diagnostics are written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  @OptionGroup var manifests: ManifestOptions

  @Option(help: "How to write the diagnostics: text for people, json for programs.")
  var format = Format.text

  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let start = context.clock.now
    let tree = manifests.read(in: context)
    switch format {
    case .json:
      context.console.result(try DiagnosticDocument(tree.diagnostics).json())
    case .text:
      let seconds = context.clock.now.timeIntervalSince(start)
      let report = ManifestReport(tree: tree, console: context.console)
      context.console.result(report.text(seconds: seconds, paths: manifests.paths))
    }
    return tree.hasErrors ? .failed : .done
  }
}
