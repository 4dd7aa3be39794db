import ArgumentParser
import Host
import Planner
import Settings

/// What is planned, and for how long.
struct PlanningOptions: ParsableArguments {
  @Option(help: "Put a factory reset in front: full (everything) or basic (keeps network and users).")
  var reset: ResetScope?

  @Option(help: ArgumentHelp("How long the plan may be applied: 1m to 7d.", valueName: "time"))
  var validFor: Minutes = .fourHours

  @OptionGroup var limits: AllowOptions
  @OptionGroup var reach: ReachOptions

  /// What was asked for.
  var goal: PlanRequest.Goal { reset.map { .reset($0) } ?? .inPlace }
}

extension FleetPlanning {
  /// Planning as a command line asks for it.
  init(context: CommandContext, options: PlanningOptions, state: any StateStore) {
    self.init(
      context: context, reach: options.reach, goal: options.goal, allowances: options.limits.allowances,
      validity: options.validFor, state: state)
  }
}

extension ResetScope: ExpressibleByArgument {}

extension Minutes: ExpressibleByArgument {
  /// Reads a time as manifests write it.
  package init?(argument: String) { self.init(argument) }

  /// Long enough for a review, short enough that the recorder is still the one that was read.
  static let fourHours = Minutes(hours: 4)
}
