import Device
import FoundationEssentials
import Glibc
import Host
import Machine
import Planner

/// nvrctl as a process: the real console, clock, files and network, and signals.
package enum ToolProcess {
  /// Runs the command line of this process and ends it.
  package static func main() async -> Never {
    ProcessMemory.close()
    DescriptorOutput.fillStandardStreams()
    // A reader that goes away must not end a run that is writing to a recorder.
    signal(SIGPIPE, SIG_IGN)
    let interruption = Interruption()
    let clock = SystemWallClock()
    let context = CommandContext(
      console: Console(
        output: DescriptorOutput.standardOutput, errorOutput: DescriptorOutput.standardError,
        input: StandardInput(), environment: ProcessInfo.processInfo.environment),
      environment: ProcessInfo.processInfo.environment,
      clock: clock,
      files: LocalFileSystem(),
      openState: { FileStateStore(root: $0) },
      dialer: SocketDialer(),
      interruption: interruption,
      owner: owner,
      openDiscovery: { MulticastDiscovery(interfaces: $0, clock: clock, logger: $1) })
    let arguments = Array(CommandLine.arguments.dropFirst())
    let work = Task { await Nvrctl.run(arguments, in: context) }
    interruption.onRequest { work.cancel() }
    let signals = TerminationSignals(console: context.console, interruption: interruption)
    let status = await work.value
    signals.end()
    exit(status.rawValue)
  }

  /// Such as `lead@ops`; a lock tells the process beside it.
  private static var owner: String {
    let process = ProcessInfo.processInfo
    let user = process.environment["USER"] ?? "somebody"
    return "\(user)@\(process.hostName)"
  }
}
