package import ArgumentParser
import Diagnostics
import Host
package import Planner

/// The command line as a whole.
package struct Nvrctl: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "nvrctl",
    abstract: "Puts the configuration of network video recorders under version control.",
    discussion: """
      Example:
        nvrctl validate sites/riverside
        nvrctl plan sites/riverside -o riverside.nvrplan
        nvrctl apply riverside.nvrplan

      See it work first, without a recorder:
        nvrctl demo
      """,
    version: "nvrctl \(ToolVersion.current)",
    subcommands: commands)

  private static let commands: [any ContextCommand.Type] = [
    ValidateCommand.self, RenderCommand.self, PlanCommand.self, ApplyCommand.self, ResumeCommand.self,
    DriftCommand.self, HistoryCommand.self, ShowCommand.self, DiscoverCommand.self, ExportCommand.self,
    SnapshotCommand.self, RehearseCommand.self, SimulateCommand.self, DemoCommand.self,
    SchemaCommand.self, ExplainCommand.self, VersionCommand.self,
  ]

  package init() {}

  /// Runs one command line, program name left out, and gives the exit status.
  package static func run(_ arguments: [String], in context: CommandContext) async -> ExitStatus {
    var context = context
    let command: any ContextCommand
    do {
      command = try parse(arguments)
    } catch {
      return answer(error, in: context)
    }
    context.console.colour = command.common.color
    return reported(await status(of: command, in: context), in: context)
  }

  /// How a command ended, what it threw being told.
  private static func status(of command: any ContextCommand, in context: CommandContext) async -> ExitStatus {
    do {
      return try await command.run(in: context)
    } catch  where context.interruption.isRequested && error is CancellationError {
      context.console.progress("Interrupted; nothing half-done.\n")
      return .interrupted
    } catch {
      let problem = Problem(error)
      context.console.progress(problem.text(width: context.console.progressWidth))
      return problem.status
    }
  }

  /// The status of a command, or that its result did not arrive where there is nothing worse to tell.
  private static func reported(_ status: ExitStatus, in context: CommandContext) -> ExitStatus {
    guard let failure = context.console.resultFailure else { return status }
    let isWell = status == .done || status == .changesPending
    switch failure {
    case .readerGone: return isWell ? .readerGone : status
    case .refused(let reason):
      let problem = Problem("the result could not be written: \(reason)", status: .resultLost)
      context.console.progress(problem.text(width: context.console.progressWidth))
      return isWell ? problem.status : status
    }
  }

  /// The command meant; throws what the argument parser has to say, help included.
  private static func parse(_ arguments: [String]) throws -> any ContextCommand {
    if let first = arguments.first, !first.hasPrefix("-"), first != "help", !names.contains(first) {
      let hint = Suggestion.nearest(to: first, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
      throw ValidationError("there is no command \"\(first)\"\(hint)")
    }
    var command = try parseAsRoot(arguments)
    guard let wanted = command as? any ContextCommand else {
      try command.run()
      throw CleanExit.helpRequest(Self.self)
    }
    return wanted
  }

  private static var names: [String] { commands.compactMap { $0.configuration.commandName } }

  /// Prints help and versions as results, and mistakes in the arguments as errors.
  private static func answer(_ error: any Error, in context: CommandContext) -> ExitStatus {
    let text = fullMessage(for: error, columns: context.console.width)
    if exitCode(for: error).isSuccess {
      context.console.result(text + "\n")
      return reported(.done, in: context)
    }
    context.console.progress(text + "\n")
    return .usage
  }
}
