import ArgumentParser
import Planner

/// Prints the version.
struct VersionCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version of nvrctl.")

  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    context.console.result("nvrctl \(ToolVersion.current)\n")
    return .done
  }
}
