import Applier
import ArgumentParser
import FoundationEssentials
import Host
import ISAPI
import Machine
import Planner
import Settings
import Simulator

/// Carries out a plan on a twin of its recorder.
struct RehearseCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract: "Carry out a plan on a twin of its recorder, in memory; no device is touched.",
    discussion: """
      Example:
        nvrctl rehearse riverside.nvrplan --snapshot riverside.nvrsnap
        nvrctl rehearse riverside.nvrplan --snapshot riverside.nvrsnap --faults 200

      The steps, their requests and their order are those of nvrctl apply. Passwords
      are stand-ins unless --with-secrets asks for the real ones. With --faults, one
      request after the other goes wrong in every way, and the run is resumed.

      Exit code 0 says that the end is as declared and that no fault was told untruly,
      3 that the plan does not fit the snapshot or that a gate stands against it.
      """)

  /// How many faults are tried.
  enum FaultCount: ExpressibleByArgument {
    case all
    case some(Int)

    init?(argument: String) {
      if argument == "all" {
        self = .all
      } else {
        guard let count = Int(argument), count > 0 else { return nil }
        self = .some(count)
      }
    }
  }

  @Argument(help: ArgumentHelp("A plan file.", valueName: "planfile"))
  var planFile: String

  @Option(help: ArgumentHelp("The snapshot of its recorder, as nvrctl snapshot keeps it.", valueName: "file"))
  var snapshot: String

  @Option(help: ArgumentHelp("Try faults: all, or so many of them.", valueName: "all|number"))
  var faults: FaultCount?

  @Option(help: ArgumentHelp("Which of the faults are tried, where not all are.", valueName: "number"))
  var seedRandom: UInt64 = 1

  @Flag(help: "Use the real secrets in the place of stand-ins.")
  var withSecrets = false

  @Option(help: "How to write the report: text for people, json for programs.")
  var format = ReportFormat.text

  @OptionGroup var limits: AllowOptions
  @OptionGroup var reach: ReachOptions
  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let recorded = try SnapshotFile.snapshot(
      in: context.files.read(snapshot, limit: SnapshotFile.sizeLimit))
    let plan = try plan(for: recorded, in: context)
    let standIns = StandIns(for: plan)
    let rehearsal = try Rehearsal(
      of: plan, on: recorded, secrets: withSecrets ? try await secrets(of: plan, in: context) : standIns.secrets,
      allowances: limits.allowances, state: common.state(in: context), context: context)
    let outcome = try await rehearsal.run()
    let trials = try await trials(after: outcome, of: rehearsal, in: context)
    let report = RehearsalReport(
      plan: plan, planFile: planFile, snapshot: rehearsal.snapshot, outcome: outcome, trials: trials,
      standIns: withSecrets ? 0 : standIns.count)
    switch format {
    case .json: context.console.result(try PlanFile.text(of: RehearsalDocument(report)))
    case .text:
      context.console.result(
        RehearsalText(report: report, width: context.console.width, palette: context.console.palette).text)
    }
    return report.status
  }

  private func trials(
    after outcome: Rehearsal.Outcome, of rehearsal: Rehearsal, in context: CommandContext
  ) async throws -> [Rehearsal.Trial]? {
    guard let faults, outcome.result.status == .done else { return nil }
    let all = RehearsalFaults.all(for: outcome.log)
    let chosen =
      switch faults {
      case .all: all
      case .some(let count): RehearsalFaults.some(count, of: all, seed: seedRandom)
      }
    context.console.progress("Trying \(Count.of(chosen.count, "fault")) of \(all.count).\n")
    // More at once than there are processors only costs memory.
    let atOnce = min(reach.parallel, max(2, ProcessInfo.processInfo.activeProcessorCount))
    return try await rehearsal.trials(
      of: chosen, atOnce: atOnce,
      progress: TrialProgress(of: chosen.count, console: context.console, clock: context.clock))
  }

  /// The one plan of the file that is for the recorder of the snapshot.
  private func plan(for recorded: RecordedSnapshot, in context: CommandContext) throws -> Plan {
    guard case .file(let plans) = try PlanSource(paths: [planFile], files: context.files) else {
      throw Problem(
        "\(planFile) is not a plan file", advice: ["make one:  nvrctl plan PATH -o FILE"], status: .usage)
    }
    let fitting = plans.filter { $0.target.identity.serial.map(recorded.identity.hasSerial) == true }
    guard let plan = fitting.first ?? plans.first else {
      throw Problem("there is nothing to do in \(planFile)", status: .usage)
    }
    return plan
  }

  private func secrets(of plan: Plan, in context: CommandContext) async throws -> ResolvedSecrets {
    let resolver = reach.secrets(in: context).withholding(plan.settings.secretReferences)
    // What the recorder does not take any more need not be at hand.
    let unneeded = plan.target.login == .previous ? nil : plan.target.account.previousPassword
    return try await resolver.resolve(all: plan.rehearsedSecrets.filter { $0 != unneeded })
  }
}
