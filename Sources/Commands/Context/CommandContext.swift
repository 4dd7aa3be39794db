package import Host
package import ISAPI
package import Logging

/// Everything a command may touch; nothing reaches for a global.
package struct CommandContext: Sendable {
  package var console: Console
  package var environment: [String: String]
  package var clock: any WallClock
  package var files: any FileSystem
  /// Opens what nvrctl remembers between runs, kept in a folder.
  package var openState: @Sendable (_ folder: String) -> any StateStore
  /// The way to recorders.
  package var dialer: any DeviceDialer
  package var interruption: Interruption
  /// Who runs the command, as a lock shows it to others.
  package var owner: String
  /// Opens the way to find devices on interfaces with these addresses, or on all of them; nil without a network.
  package var openDiscovery: OpenDiscovery?

  /// Opens discovery; what may make it miss devices is logged.
  package typealias OpenDiscovery =
    @Sendable (_ interfaces: [String]?, _ logger: Logger) -> any RecorderDiscovery

  package init(
    console: Console, environment: [String: String], clock: any WallClock, files: any FileSystem,
    openState: @escaping @Sendable (_ folder: String) -> any StateStore, dialer: any DeviceDialer,
    interruption: Interruption, owner: String, openDiscovery: OpenDiscovery? = nil
  ) {
    self.console = console
    self.environment = environment
    self.clock = clock
    self.files = files
    self.openState = openState
    self.dialer = dialer
    self.interruption = interruption
    self.owner = owner
    self.openDiscovery = openDiscovery
  }
}
