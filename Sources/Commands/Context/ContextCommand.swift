import ArgumentParser
import Planner

/// A command that is given everything it may touch.
protocol ContextCommand: ParsableCommand {
  var common: CommonOptions { get }

  /// Does the work and tells how it ended; what it throws is explained by `Problem`.
  func run(in context: CommandContext) async throws -> ExitStatus
}
