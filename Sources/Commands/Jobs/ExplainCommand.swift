import ArgumentParser
import Diagnostics
import Manifest
import Planner

/// Tells what a diagnostic or a key of a manifest means.
struct ExplainCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell what a diagnostic, a limit or a key of a manifest means.",
    discussion: """
      Example:
        nvrctl explain NVR0305
        nvrctl explain network.gateway
      """)

  @Argument(
    help: ArgumentHelp(
      "A code such as NVR0107 or resets-per-run, or a key such as time.zone.", valueName: "code or key"))
  var subject: String

  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let width = context.console.width
    if let limit = Limit(rawValue: subject) {
      context.console.result(text(of: limit, width: width))
    } else if let explanation = DiagnosticCatalog.explanation(of: subject) {
      context.console.result(text(of: explanation, width: width))
    } else if let key = KeyReference(subject) {
      context.console.result(text(of: key, width: width))
    } else {
      throw NothingToExplain(subject: subject)
    }
    return .done
  }

  private func text(of explanation: DiagnosticExplanation, width: Int) -> String {
    let lines = WrappedText.lines(of: explanation.text, width: width)
    return "\(explanation.code.text): \(explanation.title)\n\n\(lines.joined(separator: "\n"))\n\n"
      + "Next:  nvrctl validate PATH\n"
  }

  private func text(of limit: Limit, width: Int) -> String {
    let lines = WrappedText.lines(of: limit.documentation, width: width)
    return "\(limit.rawValue): a limit that  --allow \(limit.usage)  lifts\n\n\(lines.joined(separator: "\n"))\n\n"
      + "Next:  nvrctl plan PATH\n"
  }

  private func text(of key: KeyReference, width: Int) -> String {
    let documentation = WrappedText.lines(of: key.documentation, width: width).joined(separator: "\n")
    let value = WrappedText.lines(of: "Value: \(key.value).", width: width).joined(separator: "\n")
    let below = key.keys.isEmpty ? [] : ["Keys: \(key.keys.joined(separator: ", "))."]
    let keys = below.flatMap { WrappedText.lines(of: $0, width: width) }.map { $0 + "\n" }.joined()
    let next = key.keys.first.map { "Next:  nvrctl explain \(key.path).\($0)\n" } ?? "Next:  nvrctl validate PATH\n"
    return "\(key.path)\n\n\(documentation)\n\n\(value)\n\(keys)\n\(next)"
  }
}

/// A word that is neither a code nor a key.
struct NothingToExplain: Explained {
  var subject: String

  var problem: Problem {
    let known = KeyReference.allPaths + Limit.allCases.map(\.rawValue) + DiagnosticCatalog.all.map(\.code.text)
    let near = Suggestion.nearest(to: subject, among: known).map { "did you mean \"\($0)\"?" } ?? ""
    return Problem(
      "\"\(subject)\" is neither a code nor a key of a manifest", facts: [near],
      advice: ["codes stand in the output of nvrctl validate, keys in the manifests"], status: .failed)
  }
}
