/// What one recorder announces about itself on its network segment; a hint where to look, never a proof.
package struct Announcements: Sendable {
  private let discovery: any RecorderDiscovery
  private let wanted: WantedDevice

  package init(of wanted: WantedDevice, by discovery: any RecorderDiscovery) {
    self.wanted = wanted
    self.discovery = discovery
  }

  /// What the recorder says; nil where it is silent, or where nobody can hear it.
  package func device(within limit: Duration) async throws -> DiscoveredDevice? {
    do {
      return try await discovery.find(wanted, within: limit)
    } catch let error as CancellationError {
      throw error
    } catch {
      // A segment that cannot be asked is no worse than one where nobody answers.
      return nil
    }
  }

  /// Who says that it stands at a host, and whether it is the recorder; nil where nobody says so.
  package func occupant(of host: String, within limit: Duration) async throws -> (
    device: DiscoveredDevice, isWanted: Bool
  )? {
    do {
      let found = try await discovery.inquire(for: limit) { $0.address == host }
      return found.first { $0.address == host }.map { ($0, wanted.matches($0)) }
    } catch let error as CancellationError {
      throw error
    } catch {
      return nil
    }
  }

  /// Where the recorder says that it is, reached the way its declared addresses are.
  package func place(within limit: Duration, like addresses: [DeviceAddress]) async throws -> DeviceAddress? {
    guard let model = addresses.first, let host = try await device(within: limit)?.address else { return nil }
    return addresses.first { $0.host == host } ?? model.at(host: host)
  }
}
