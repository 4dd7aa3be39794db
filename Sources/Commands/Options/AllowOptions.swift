import ArgumentParser
import Planner

/// The limits that are lifted for one command.
struct AllowOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Lift one limit to one value, such as resets-per-run=3; may be repeated. nvrctl explain CODE tells of each.",
      valueName: "code=value"))
  var allow: [String] = []

  mutating func validate() throws {
    do {
      _ = try Allowances(parsing: allow)
    } catch {
      let help = error.help.map { "\n  = \($0)" }.joined()
      throw ValidationError("--allow \(error.text): \(error.reason)\(help)")
    }
  }

  /// What was allowed.
  var allowances: Allowances { Allowances(kept: allow) }
}
