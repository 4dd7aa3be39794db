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
        nvrctl snapshot sites -o snapshots/

      Passwords, keys, tokens, verification codes, e-mail addresses and the accounts
      of other devices are masked. Serials and MAC addresses stay: a plan is for one
      recorder and no other.
      """)

  @Argument(help: ArgumentHelp("The address of one recorder, or manifests that declare it.", valueName: "path"))
  var paths: [String]

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Where to keep it; of several recorders a folder, a file for each.", valueName: "file"))
  var file: String

  @Option(help: "The account, where an address is given.")
  var username = "admin"

  @Option(help: ArgumentHelp("The variable that holds its password, where an address is given.", valueName: "name"))
  var passwordEnv: String?

  @OptionGroup var reach: ReachOptions
  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let sources = try sources(in: context)
    let results = await sources.concurrentMap(limit: reach.parallel) { source -> Result<String, Problem> in
      do {
        return .success(try await kept(source, isOneOfMany: sources.count > 1, in: context))
      } catch {
        return .failure(Problem(error))
      }
    }
    try Task.checkCancellation()
    var problems: [Problem] = []
    for case .failure(let problem) in results { problems.append(problem) }
    for problem in problems { context.console.progress(problem.text(width: context.console.progressWidth)) }
    let texts = results.compactMap { try? $0.get() }
    if !texts.isEmpty { context.console.result(texts.joined(separator: "\n")) }
    return ExitStatus.worst(of: problems.map(\.status))
  }

  /// Reads one recorder, keeps what it says, and tells of it.
  private func kept(_ source: SnapshotSource, isOneOfMany: Bool, in context: CommandContext) async throws -> String {
    let snapshot = try await SnapshotVisit.snapshot(
      of: source, secrets: reach.secrets(in: context), in: context, state: common.state(in: context), reach: reach)
    let isFolder = isOneOfMany || file.hasSuffix("/") || context.files.kind(of: file) == .folder
    let name = source.name.replacing("/", with: "-") + ".nvrsnap"
    let place = isFolder ? (file.hasSuffix("/") ? file : file + "/") + name : file
    try context.files.write(try SnapshotFile.bytes(of: snapshot), to: place)
    return SnapshotText(snapshot: snapshot, name: source.name, file: place, width: context.console.width).text
  }

  private func sources(in context: CommandContext) throws -> [SnapshotSource] {
    if paths.count == 1, let address = DeviceAddress(paths[0]), context.files.kind(of: paths[0]) == nil {
      return [.address(address, Credentials(username: username, password: try password(in: context)))]
    }
    let tree = try ManifestReport.usable(ManifestOptions.read(paths, in: context), console: context.console)
    let selected = try reach.selection(of: tree.recorders)
    guard selected.count == 1 || context.files.kind(of: file) != .file else {
      throw Problem(
        "\(selected.count) recorders are declared here, and \(file) is a file",
        advice: ["name a folder with -o, or choose one recorder with --recorder NAME"], status: .usage)
    }
    return selected.map(SnapshotSource.declared)
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
