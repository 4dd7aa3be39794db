import ArgumentParser
import Host
import ISAPI
import Manifest
import Planner
import Settings

/// Saves what a recorder says, for a twin and for rehearsals.
struct SnapshotCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Save everything a recorder tells about its configuration; nothing is written to it.",
    discussion: """
      Example:
        nvrctl snapshot sites/riverside -o riverside.nvrsnap
        nvrctl snapshot http://10.20.30.10 --password-env NVR_ADMIN -o riverside.nvrsnap

      Passwords, keys, tokens, verification codes, e-mail addresses and the accounts
      of other devices are masked. Serials and MAC addresses stay: a plan is for one
      recorder and no other.
      """)

  @Argument(help: ArgumentHelp("The address of one recorder, or manifests that declare it.", valueName: "path"))
  var paths: [String]

  @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("Where to keep it.", valueName: "file"))
  var file: String

  @Option(help: "The account, where an address is given.")
  var username = "admin"

  @Option(help: ArgumentHelp("The variable that holds its password, where an address is given.", valueName: "name"))
  var passwordEnv: String?

  @OptionGroup var reach: ReachOptions
  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let source = try source(in: context)
    let snapshot = try await SnapshotVisit.snapshot(
      of: source, secrets: reach.secrets(in: context), in: context, state: common.state(in: context), reach: reach)
    try context.files.write(try SnapshotFile.bytes(of: snapshot), to: file)
    context.console.result(
      SnapshotText(snapshot: snapshot, name: source.name, file: file, width: context.console.width).text)
    return .done
  }

  private func source(in context: CommandContext) throws -> SnapshotSource {
    if paths.count == 1, let address = DeviceAddress(paths[0]), context.files.kind(of: paths[0]) == nil {
      return .address(address, Credentials(username: username, password: try password(in: context)))
    }
    let tree = try ManifestReport.usable(ManifestOptions.read(paths, in: context), console: context.console)
    let selected = try reach.selection(of: tree.recorders)
    guard selected.count == 1 else {
      throw Problem(
        "a snapshot is of one recorder, and \(selected.count) are declared here",
        advice: ["choose one with --recorder NAME"], status: .usage)
    }
    return .declared(selected[0])
  }

  private func password(in context: CommandContext) throws -> Secret {
    guard let passwordEnv else {
      throw Problem(
        "the password of \(username) is not given", advice: ["name the variable that holds it with --password-env"],
        status: .usage)
    }
    guard let value = context.environment[passwordEnv], !value.isEmpty else {
      throw Problem(
        "the variable \(passwordEnv) is not set", advice: ["set it to the password of \(username)"], status: .usage)
    }
    return Secret(value)
  }
}

extension SnapshotFileRefused: Explained {
  var problem: Problem { Problem("\(code): \(text)", advice: [help], status: .refused) }
}
