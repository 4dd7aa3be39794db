import ArgumentParser
import Diagnostics
import FoundationEssentials
import Host
import Machine
import Manifest
import Planner
import Settings

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

  @OptionGroup var manifests: ManifestOptions

  @Option(help: "How to write the diagnostics: text for people, json for programs.")
  var format = ReportFormat.text

  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let start = context.clock.now
    let tree = await checkingPasswords(of: manifests.read(in: context), in: context)
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

  /// Looks at the passwords that are at hand without running anything; one that is not is no mistake yet.
  private func checkingPasswords(of tree: ManifestTree, in context: CommandContext) async -> ManifestTree {
    let resolver = SecretResolver(environment: context.environment, files: context.files, programs: .refuse)
    var values: [SecretReference: Secret] = [:]
    for reference in tree.accountSecrets { values[reference] = try? await resolver.resolve(reference) }
    return tree.checkingPasswords(ResolvedSecrets(values)).checkingCompleteness()
  }
}
