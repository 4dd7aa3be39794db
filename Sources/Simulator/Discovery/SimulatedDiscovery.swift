import Host
package import ISAPI

/// Discovery without sockets: whoever is plugged in and up answers.
package struct SimulatedDiscovery: RecorderDiscovery {
  private let network: SimulatedNetwork

  package init(on network: SimulatedNetwork) { self.network = network }

  package func inquire(
    for duration: Duration, until isEnough: @Sendable (DiscoveredDevice) -> Bool
  ) async throws -> [DiscoveredDevice] {
    var found: [String: DiscoveredDevice] = [:]
    var elapsed = Duration.zero
    while true {
      for device in network.recorders.compactMap(\.announcement) {
        found[device.identity.mac] = device
        if isEnough(device) { return sorted(found) }
      }
      guard elapsed < duration else { return sorted(found) }
      let pause = min(.milliseconds(500), duration - elapsed)
      try await network.clock.sleep(for: pause)
      elapsed += pause
    }
  }

  private func sorted(_ found: [String: DiscoveredDevice]) -> [DiscoveredDevice] {
    found.sorted { $0.key < $1.key }.map(\.value)
  }
}
