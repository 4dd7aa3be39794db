extension DeviceAddress {
  /// The host a recorder has after a full reset, where nobody configured another (isapi.md 11.2).
  package static let factoryHost = "192.168.1.64"

  /// Whether the address never leaves this machine: such a recorder is simulated, and has no place on the network.
  package var isOnThisMachine: Bool { host.hasPrefix("127.") || host == "localhost" }
}
