import Commands
import FoundationEssentials
import Glibc
import Host
import Planner
import TestSupport
import Testing

/// A result that nobody got is no success, and the rest of the machine is no manifest.
@Suite struct OutputFailureTests {
  private static let site = "apiVersion: nvrctl/v1\nkind: Site\nmetadata: {name: a}\nspec: {}\n"

  private func run(_ line: String) async throws -> (status: Int32, errors: String) {
    try await TemporaryFolder.with { folder in
      try Data(Self.site.utf8).write(to: URL(filePath: folder + "/site.yaml"))
      let run = try await ShellRun("exec 2>errors\n" + line, in: folder)
      let errors = try Data(contentsOf: URL(filePath: folder + "/errors"))
      return (run.status, String(decoding: errors, as: UTF8.self))
    }
  }

  @Test(arguments: [
    "nvrctl validate . >/dev/full", "nvrctl validate . --format json >/dev/full", "nvrctl schema >/dev/full",
    "nvrctl --help >/dev/full", "nvrctl version >/dev/full",
  ])
  func `a full disk is told, and ends in 74`(_ line: String) async throws {
    let run = try await run(line)
    #expect(run.status == 74)
    #expect(run.errors == "error: the result could not be written: No space left on device\n")
  }

  @Test func `without a standard output nothing is written into other files`() async throws {
    let run = try await run("nvrctl validate . >&-")
    #expect(run.status == 74)
    #expect(run.errors.contains("the result could not be written"))
  }

  @Test func `a reader that has gone ends it quietly, with the code of other programs`() async throws {
    // The pipe is opened for writing while it has a reader, who leaves before anything is written.
    let run = try await run("mkfifo out; { : <out; } & exec 5>out; wait $!; nvrctl schema >&5")
    #expect(run.status == 141)
    #expect(run.errors.isEmpty)
  }

  @Test func `worse news than a lost result stay`() async throws {
    #expect(try await run("nvrctl validate nowhere >/dev/full").status == 1)
  }

  @Test func `a pipe called like a manifest holds nothing up`() async throws {
    let run = try await run("mkfifo pipe.yaml; timeout 60 nvrctl validate . >/dev/null")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func `a pipe that is named is read`() async throws {
    let run = try await run("mkfifo p; cat site.yaml >p & timeout 60 nvrctl validate p >/dev/null")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(arguments: [
    (OutputFailure.readerGone, Planner.ExitStatus.readerGone),
    (.refused(reason: "No space left on device"), .resultLost),
  ])
  func `a plan that nobody saw is no plan`(_ failure: OutputFailure, _ status: Planner.ExitStatus) async throws {
    let (bench, _) = try Example.minimal.bench()
    let errors = CapturedOutput()
    let context = CommandContext(
      console: Console(
        output: CapturedOutput(failure: failure), errorOutput: errors, input: ScriptedInput(), environment: [:]),
      environment: bench.environment, clock: bench.clock, files: bench.files,
      openState: { [state = bench.state] _ in state }, dialer: bench.network, interruption: Interruption(),
      owner: "test@bench")
    #expect(await Nvrctl.run(["plan", "Examples/minimal"], in: context) == status)
    #expect(errors.text.isEmpty == (failure == .readerGone))
  }
}
