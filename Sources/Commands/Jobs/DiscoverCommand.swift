import ArgumentParser
import Device
import ISAPI
import Logging
import Planner
import Settings

/// Finds recorders and cameras on the network segment.
struct DiscoverCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Find recorders and cameras on the own network segment, whatever their address is.",
    discussion: """
      Example:
        nvrctl discover
        nvrctl discover --seconds 30 --interface 10.20.30.5

      Devices are asked with SADP who they are; nothing is written to them. Routers do
      not pass the question on, so devices behind one, or in the sockets of a
      recorder, stay unseen. Exit code 1 says that nothing answered.
      """)

  @Option(help: ArgumentHelp("How long to ask and listen, 1 to 600 s.", valueName: "number"))
  var seconds = 6

  @Option(help: ArgumentHelp("Only on the interface with this IPv4 address; may be repeated.", valueName: "address"))
  var interface: [String] = []

  @Option(help: "How to write the devices: text for people, json for programs.")
  var format = ReportFormat.text

  @OptionGroup var common: CommonOptions

  mutating func validate() throws {
    guard (1...600).contains(seconds) else { throw ValidationError("--seconds takes a number from 1 to 600") }
    for address in interface where IPv4Address(address) == nil {
      throw ValidationError("--interface takes an IPv4 address of this machine, not \"\(address)\"")
    }
  }

  func run(in context: CommandContext) async throws -> ExitStatus {
    guard let openDiscovery = context.openDiscovery else {
      throw DiscoveryUnavailable(place: "this program", reason: "it has no way to the network")
    }
    let logger = Logger(label: "nvrctl") { _ in
      var log = ConsoleLog(console: context.console)
      log.logLevel = .warning
      return log
    }
    let discovery = openDiscovery(interface.isEmpty ? nil : interface, logger)
    context.console.progress("Listening for \(seconds) s; nothing is written to a device.\n")
    let devices = try await discovery.inquire(for: .seconds(seconds))
    switch format {
    case .text: context.console.result(DiscoveryText(devices: devices, width: context.console.width).text)
    case .json: context.console.result(try DiscoveryDocument(devices).json())
    }
    return devices.isEmpty ? .failed : .done
  }
}

extension DiscoveryUnavailable: Explained {
  var problem: Problem {
    Problem(
      "devices cannot be searched for from \(place)", facts: [reason],
      advice: ["name an IPv4 address of this machine with --interface"], status: .failed)
  }
}
