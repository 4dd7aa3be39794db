/// The ways to a recorder beside the one in use, as far as somebody looked.
package struct OtherWays: Sendable, Hashable {
  /// Whether the recorder was heard announcing itself with its own serial or hardware address.
  package var isAnnounced: Bool
  /// Other addresses at which the same serial answered with authentication.
  package var proved: [DeviceAddress]
  /// The address at this end of the connection; nil where it is not known.
  package var ownHost: String?

  package init(isAnnounced: Bool = false, proved: [DeviceAddress] = [], ownHost: String? = nil) {
    self.isAnnounced = isAnnounced
    self.proved = proved
    self.ownHost = ownHost
  }

  /// Logs in at places until one turns out to be the recorder; whoever else is there costs nothing but the try.
  package mutating func prove(
    _ places: [DeviceAddress], through gateway: any RecorderGateway, as credentials: Credentials
  ) async throws {
    for place in places where !proved.contains(place) {
      do {
        let transport = try await gateway.session(at: place, as: credentials)
        await transport.close()
        proved.append(place)
        return
      } catch let error as CancellationError {
        throw error
      } catch {
        // Nobody there, somebody else, or no way to tell: no proof.
        continue
      }
    }
  }
}
