import ArgumentParser
import Diagnostics
import Host
import ISAPI
import Machine
import Manifest
import Planner
import Settings
import YAML

/// Writes live recorders as manifests.
struct ExportCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write live recorders as manifests whose plans are empty; nothing is written to them.",
    discussion: """
      Example:
        nvrctl export 10.20.30.10 --username admin --password-env NVR_ADMIN -o nvr.yaml
        nvrctl export 10.20.30.10 --password-env NVR_ADMIN --only cameras --only time.zone
        nvrctl export 10.20.30.10 10.20.40.10 --password-env NVR_ADMIN -o fleet.yaml
        nvrctl export --snapshot riverside.nvrsnap -o nvr.yaml

      Secrets are written as references to be supplied, and what a manifest cannot tell
      is named in a comment. Several recorders share a profile with what all of them have.
      Of a snapshot no device is asked, and no password is needed.
      """)

  @Argument(
    help: ArgumentHelp(
      "Where the recorders are: host, host:port, http://host:port or https://host:port.", valueName: "address"))
  var addresses: [String] = []

  @Option(
    help: ArgumentHelp("In the place of addresses: a file of nvrctl snapshot; may be repeated.", valueName: "file"))
  var snapshot: [String] = []

  @Option(help: "The account to log in with.")
  var username = "admin"

  @Option(help: ArgumentHelp("The variable that holds the password of the account.", valueName: "name"))
  var passwordEnv: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Keep the manifest in a file.", valueName: "file"))
  var manifestFile: String?

  @Flag(help: "Replace the file where it is there already.")
  var overwrite = false

  @Option(
    help: ArgumentHelp("Only these keys, such as cameras,time.zone; may be repeated.", valueName: "keys"))
  var only: [String] = []

  @Option(help: ArgumentHelp("The name of the manifest; of one recorder only.", valueName: "name"))
  var name: String?

  @Flag(name: [.short, .long], help: "Tell every request on standard error: method, path, status, time.")
  var verbose = false

  @OptionGroup var common: CommonOptions

  /// How many recorders are read at the same time.
  private static let parallel = 16

  mutating func validate() throws {
    try checkSources()
    for address in addresses where DeviceAddress(address) == nil {
      throw ValidationError("\"\(address)\" is not an address such as 10.20.30.10 or http://10.20.30.10:80")
    }
    if let name, !ExportedRecorder.isName(name) {
      throw ValidationError("--name takes lower-case letters, digits and hyphens, at most 63")
    }
    if name != nil, addresses.count + snapshot.count > 1 { throw ValidationError("--name is for one recorder") }
    var bag = DiagnosticBag()
    guard ValueType.username.decode(.text(username), &bag) != nil else {
      throw ValidationError("--username: " + bag.sorted.map(\.message).joined())
    }
    _ = try selection()
  }

  /// Addresses are asked with a password, snapshots without.
  private func checkSources() throws {
    if addresses.isEmpty, snapshot.isEmpty {
      throw ValidationError("name the addresses of recorders, or files with --snapshot")
    }
    if !addresses.isEmpty, !snapshot.isEmpty {
      throw ValidationError("addresses and --snapshot exclude each other: a manifest is of now, or of then")
    }
    if !addresses.isEmpty, passwordEnv == nil {
      throw ValidationError("--password-env NAME is missing: the variable that holds the password")
    }
    if !snapshot.isEmpty, verbose { throw ValidationError("--verbose tells requests, and --snapshot sends none") }
  }

  func run(in context: CommandContext) async throws -> ExitStatus {
    try checkPlace(in: context.files)
    let sources = snapshot.isEmpty ? try await live(in: context) : try recorded(in: context.files)
    for failure in sources.failures {
      context.console.progress(failure.problem.text(width: context.console.progressWidth))
    }
    let status = ExitStatus.worst(of: sources.failures.map(\.problem.status))
    if sources.found.isEmpty { return status }
    let recorders = ExportNames(
      sources.found, called: name, username: username, passwordVariable: passwordEnv
    ).recorders
    let export = try ManifestExport(
      recorders, only: selection(), missing: sources.failures.map { "\($0.name): \($0.problem.summary)" })
    let report = ExportReport(export: export, recorders: recorders.count, traffic: sources.traffic)
    context.console.progress(report.notes)
    try give(export, in: context)
    return status
  }

  /// What was read, and what could not be.
  private struct Sources {
    var found: [(address: DeviceAddress?, reading: ExportReading)] = []
    var failures: [(name: String, problem: Problem)] = []
    /// nil where no device was asked.
    var traffic: Traffic?
  }

  private func live(in context: CommandContext) async throws -> Sources {
    let resolver = SecretResolver(environment: context.environment, files: context.files, programs: .refuse)
    let password = try await resolver.resolve(.environment(passwordEnv ?? ""))
    let visits = try visits(with: Credentials(username: username, password: password), in: context)
    let findings = await visits.concurrentMap(limit: Self.parallel) { await $0.finding() }
    try Task.checkCancellation()
    var sources = Sources(traffic: findings.reduce(Traffic()) { $0 + $1.traffic })
    for finding in findings {
      switch finding.outcome {
      case .success(let reading): sources.found.append((finding.address, reading))
      case .failure(let problem): sources.failures.append((finding.address.written, problem))
      }
    }
    return sources
  }

  private func recorded(in files: any FileSystem) throws -> Sources {
    var sources = Sources()
    for file in snapshot {
      do {
        let recorded = try SnapshotFile.snapshot(in: files.read(file, limit: SnapshotFile.sizeLimit))
        sources.found.append((recorded.address, ExportReading(recorded, file: file)))
      } catch {
        sources.failures.append((file, Problem(error)))
      }
    }
    return sources
  }

  /// Says no before anything is asked of a recorder.
  private func checkPlace(in files: any FileSystem) throws {
    guard let manifestFile, !overwrite, files.kind(of: manifestFile) != nil else { return }
    throw Problem(
      "\(manifestFile) is there already", facts: ["no device was contacted"],
      advice: ["name another file, or say --overwrite to replace it"], status: .refused)
  }

  private func give(_ export: ManifestExport, in context: CommandContext) throws {
    guard let manifestFile else {
      let account = username == "admin" ? [] : ["--username", username]
      let files = snapshot.flatMap { ["--snapshot", $0] }
      let variable = passwordEnv.map { ["--password-env", $0] } ?? []
      let command = ShellWords.text(addresses + files + account + variable + ["-o", "FILE"])
      context.console.result(export.text + "# Next:  nvrctl export \(command)\n")
      return
    }
    try context.files.write(Array(export.text.utf8), to: manifestFile)
    context.console.result("Next:  nvrctl plan \(ShellWords.text([manifestFile]))\n")
  }

  private func visits(with credentials: Credentials, in context: CommandContext) throws -> [ExportVisit] {
    let settings = try selection().settings.map { DesiredSetting(setting: $0.key, items: []) }
    let besides = only.isEmpty ? [StorageReport.endpoint] : []
    let state = common.state(in: context)
    return addresses.compactMap { DeviceAddress($0) }.map { address in
      ExportVisit(
        address: address, credentials: credentials, settings: settings, besides: besides, state: state,
        clock: context.clock,
        dialer: context.dialer, logger: ReachOptions.logger(for: context.console, isVerbose: verbose))
    }
  }

  private func selection() throws -> ExportSelection {
    let keys = only.flatMap { $0.split(separator: ",").map(String.init) }
    if keys.isEmpty { return .everything }
    do {
      return try ExportSelection(keys)
    } catch {
      let near = error.nearest.map { "; did you mean \"\($0)\"?" } ?? ""
      throw ValidationError("--only: no setting has the key \"\(error.path)\"\(near)")
    }
  }
}

extension ExportUnsound: Explained {
  var problem: Problem {
    Problem(
      "the recorder was read, but not put into a manifest that holds: \(reason)",
      advice: ["this is a mistake of nvrctl; please report it, with --verbose"], status: .failed)
  }
}
