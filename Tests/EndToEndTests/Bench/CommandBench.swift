import Commands
import FoundationEssentials
import Host
import ISAPI
import Planner
import Simulator
import Synchronization

/// Everything a command touches, in the process: a network of simulated recorders, a clock that jumps, state and
/// files in memory, and a console that keeps what was said.
struct CommandBench: Sendable {
  let clock: ManualWallClock
  let network: SimulatedNetwork
  let state = InMemoryStateStore()
  /// The folders in which state was asked for.
  let openedFolders = OpenedFolders()
  var files: any FileSystem
  var environment: [String: String]

  init(files: any FileSystem = InMemoryFileSystem(), environment: [String: String] = [:]) {
    clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_770_000_000))
    network = SimulatedNetwork(clock: clock)
    self.files = files
    self.environment = environment
  }

  /// Another machine in the same place at the same time, with files, secrets and a memory of its own.
  init(beside other: CommandBench, at address: String, files: [String: String], environment: [String: String]) {
    clock = other.clock
    network = SimulatedNetwork(clock: other.clock, clientAddress: address)
    self.files = InMemoryFileSystem(files)
    self.environment = environment
  }

  /// What a command said and how it ended.
  struct Transcript: Sendable {
    var status: ExitStatus
    var output: String
    var errors: String
    /// Everything that was said, in its order.
    var everything: String

    /// The last line of the result.
    var lastLine: Substring { output.split(separator: "\n").last ?? "" }
  }

  /// Runs a command line as where nobody sits at a terminal.
  func run(_ line: String) async -> Transcript { await run(words: line.split(separator: " ").map(String.init)) }

  /// Runs a command line with its words apart; `hearing` gets everything that is said at once.
  func run(
    words: [String], answers: [String]? = nil, dialer: (any DeviceDialer)? = nil,
    interruption: Interruption = Interruption(), hearing: SpokenOutput? = nil
  ) async -> Transcript {
    let everything = HeardOutput(CapturedOutput(), by: hearing)
    let output = JoinedOutput(CapturedOutput(columns: 80), everything)
    let errors = JoinedOutput(CapturedOutput(isTerminal: answers != nil, columns: 80), everything)
    let context = CommandContext(
      console: Console(
        output: output, errorOutput: errors,
        input: ScriptedInput(answers ?? [], isTerminal: answers != nil),
        environment: environment.merging(["TERM": "dumb"]) { $1 }),
      environment: environment, clock: clock, files: files,
      openState: { [state, openedFolders] folder in
        openedFolders.add(folder)
        return state
      },
      dialer: dialer ?? network, interruption: interruption, owner: "test@bench",
      openDiscovery: { [network] _, _ in SimulatedDiscovery(on: network) })
    let status = await Nvrctl.run(words, in: context)
    return Transcript(
      status: status, output: output.own.text, errors: errors.own.text, everything: everything.own.text)
  }
}

/// An output that somebody may listen to.
private struct HeardOutput: TextOutput {
  let own: CapturedOutput
  private let listener: SpokenOutput?

  init(_ own: CapturedOutput, by listener: SpokenOutput?) {
    self.own = own
    self.listener = listener
  }

  var isTerminal: Bool { own.isTerminal }
  var columns: Int? { own.columns }
  var failure: OutputFailure? { own.failure }

  func write(_ text: String) {
    own.write(text)
    listener?.write(text)
  }
}

/// An output that is also heard where all of them are.
private struct JoinedOutput: TextOutput {
  let own: CapturedOutput
  private let everything: any TextOutput

  init(_ own: CapturedOutput, _ everything: any TextOutput) {
    self.own = own
    self.everything = everything
  }

  var isTerminal: Bool { own.isTerminal }
  var columns: Int? { own.columns }
  var failure: OutputFailure? { own.failure }

  func write(_ text: String) {
    own.write(text)
    everything.write(text)
  }
}

/// Folders that state was opened in.
final class OpenedFolders: Sendable {
  private let folders = Mutex<[String]>([])

  /// All of them, in order.
  var all: [String] { folders.withLock { $0 } }

  func add(_ folder: String) { folders.withLock { $0.append(folder) } }
}
