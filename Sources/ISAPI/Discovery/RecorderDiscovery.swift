/// Finds devices on the own network segment by what they are, wherever their address is.
///
/// Nothing is ever written this way, and what is found proves nothing: an authenticated `deviceInfo` does.
/// Sockets implement it in `Device`, a simulated network in `Simulator`.
package protocol RecorderDiscovery: Sendable {
  /// Asks who is there and gives who answered, each device once, in the order of hardware addresses.
  ///
  /// Ends after the duration, or with the first answer that is enough.
  func inquire(
    for duration: Duration, until isEnough: @Sendable (DiscoveredDevice) -> Bool
  ) async throws -> [DiscoveredDevice]
}

extension RecorderDiscovery {
  /// Asks who is there and listens for the whole duration.
  package func inquire(for duration: Duration) async throws -> [DiscoveredDevice] {
    try await inquire(for: duration) { _ in false }
  }

  /// The device with a serial, or with a hardware address where the serial is not known; nil where it is silent.
  package func find(_ wanted: WantedDevice, within limit: Duration) async throws -> DiscoveredDevice? {
    let found = try await inquire(for: limit) { wanted.matches($0) }
    return found.first { wanted.matches($0) }
  }
}

/// What a device is looked for by: a serial, a hardware address, or both, and then both must be right.
package struct WantedDevice: Sendable, Hashable {
  /// The full or the short serial.
  package var serial: String?
  /// The hardware address in any spelling.
  package var mac: String?

  package init(serial: String? = nil, mac: String? = nil) {
    self.serial = serial
    self.mac = mac
  }

  /// Whether a device is the one; a fact that it does not announce is passed over when the other one fits.
  package func matches(_ device: DiscoveredDevice) -> Bool {
    let bySerial = fits(serial, device.identity.serial) { device.identity.hasSerial($0) }
    let byMAC = fits(mac, device.identity.mac) { DeviceIdentity.normalizedMAC($0) == device.identity.mac }
    return bySerial != false && byMAC != false && (bySerial ?? byMAC ?? false)
  }

  /// Nil where nothing is wanted or nothing is announced.
  private func fits(_ wanted: String?, _ announced: String, _ compare: (String) -> Bool) -> Bool? {
    guard let wanted, !wanted.isEmpty, !announced.isEmpty else { return nil }
    return compare(wanted)
  }
}
