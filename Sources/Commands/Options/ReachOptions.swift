import ArgumentParser
import Host
import Logging
import Machine
import Settings

/// Which recorders are meant, and how they are reached.
struct ReachOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only the recorder with this name, or site/name; may be repeated.", valueName: "name"))
  var recorder: [String] = []

  @Option(help: ArgumentHelp("How many recorders at the same time.", valueName: "number"))
  var parallel = 16

  @Flag(help: "Let manifests run programs for their secrets.")
  var allowExec = false

  @Flag(name: [.short, .long], help: "Tell every request on standard error: method, path, status, time.")
  var verbose = false

  mutating func validate() throws {
    if parallel < 1 || parallel > 1000 { throw ValidationError("--parallel takes a number from 1 to 1000") }
  }

  /// Where secrets come from.
  func secrets(in context: CommandContext) -> SecretResolver {
    SecretResolver(
      environment: context.environment, files: context.files,
      programs: allowExec ? .allow(timeLimit: .seconds(60)) : .refuse)
  }

  /// Where requests are told.
  func logger(for console: Console) -> Logger { Self.logger(for: console, isVerbose: verbose) }

  /// Where requests are told by a command that is told to tell them.
  static func logger(for console: Console, isVerbose: Bool) -> Logger {
    Logger(label: "nvrctl") { _ in
      guard isVerbose else { return SwiftLogNoOpLogHandler() }
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

extension RecorderDeclaration {
  fileprivate func isCalled(_ text: String) -> Bool { name == text || fullName == text }
}
