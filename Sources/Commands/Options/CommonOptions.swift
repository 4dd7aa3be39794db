import ArgumentParser
import Host

/// Options that every command takes.
struct CommonOptions: ParsableArguments {
  @Option(help: "When to colour: auto, always or never.")
  var color = ColourChoice.automatic

  @Option(help: ArgumentHelp("Where ledgers, pins and runs are kept.", valueName: "folder"))
  var stateDir: String?

  /// The folder for what is remembered between runs (design 8).
  func stateFolder(in environment: [String: String]) -> String {
    func set(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let folder = stateDir ?? set("NVRCTL_STATE_DIR") { return folder }
    if let base = set("XDG_STATE_HOME"), base.hasPrefix("/") { return base + "/nvrctl" }
    return set("HOME").map { $0 + "/.local/state/nvrctl" } ?? ".nvrctl"
  }

  /// What is remembered between runs.
  func state(in context: CommandContext) -> any StateStore {
    context.openState(stateFolder(in: context.environment))
  }
}
