import ArgumentParser
import Host
import Logging
import Machine
import Planner
import Settings

/// How recorders are reached and planned for.
struct PlanningOptions: ParsableArguments {
  @Option(help: "Put a factory reset in front: full (everything) or basic (keeps network and users).")
  var reset: ResetScope?

  @Option(help: ArgumentHelp("Only the recorder with this name, or site/name; may be repeated.", valueName: "name"))
  var recorder: [String] = []

  @Option(help: ArgumentHelp("How many recorders at the same time.", valueName: "number"))
  var parallel = 16

  @Option(help: ArgumentHelp("How long the plan may be applied: 1m to 7d.", valueName: "time"))
  var validFor: Minutes = .fourHours

  @Flag(help: "Let manifests run programs for their secrets.")
  var allowExec = false

  @Flag(name: [.short, .long], help: "Tell every request on standard error: method, path, status, time.")
  var verbose = false

  mutating func validate() throws {
    if parallel < 1 || parallel > 1000 { throw ValidationError("--parallel takes a number from 1 to 1000") }
  }

  /// What was asked for.
  var goal: PlanRequest.Goal { reset.map { .reset($0) } ?? .inPlace }

  /// Where secrets come from.
  func secrets(in context: CommandContext) -> SecretResolver {
    SecretResolver(
      environment: context.environment, files: context.files,
      programs: allowExec ? .allow(timeLimit: .seconds(60)) : .refuse)
  }

  /// Where requests are told.
  func logger(for console: Console) -> Logger {
    Logger(label: "nvrctl") { _ in
      guard verbose else { return SwiftLogNoOpLogHandler() }
      return ConsoleLog(console: console)
    }
  }

  /// The recorders meant, of all that are declared; throws where a name fits none.
  func selection(of declared: [RecorderDeclaration]) throws -> [RecorderDeclaration] {
    for name in recorder where !declared.contains(where: { $0.isCalled(name) }) {
      throw NoSuchRecorder(name: name, declared: declared.map(\.fullName))
    }
    let selected = recorder.isEmpty ? declared : declared.filter { one in recorder.contains { one.isCalled($0) } }
    if selected.isEmpty { throw NoRecorders() }
    return selected
  }
}

extension ResetScope: ExpressibleByArgument {}

extension Minutes: ExpressibleByArgument {
  /// Reads a time as manifests write it.
  package init?(argument: String) { self.init(argument) }

  /// Long enough for a review, short enough that the recorder is still the one that was read.
  fileprivate static let fourHours = Minutes(hours: 4)
}

extension RecorderDeclaration {
  fileprivate func isCalled(_ text: String) -> Bool { name == text || fullName == text }
}
