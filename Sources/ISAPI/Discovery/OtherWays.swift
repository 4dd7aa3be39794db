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

  /// Logs in at places until one turns out to be the recorder.
  ///
  /// A device without an administrator is left alone, and one that does not take the password ends the search: it may
  /// be the recorder all the same, and its tries are few.
  package mutating func prove(
    _ places: [DeviceAddress], through gateway: any RecorderGateway, as credentials: Credentials
  ) async throws {
    for place in places where !proved.contains(place) {
      do {
        guard try await Self.isActive(at: place, gateway) else { continue }
        let transport = try await gateway.session(at: place, as: credentials)
        await transport.close()
        proved.append(place)
        return
      } catch let error as CancellationError {
        throw error
      } catch is LoginRefused {
        return
      } catch {
        // Nobody there, somebody else, or no way to tell: no proof.
        continue
      }
    }
  }

  private static func isActive(at place: DeviceAddress, _ gateway: any RecorderGateway) async throws -> Bool {
    let transport = try await gateway.anonymous(at: place)
    let response = try? await transport.send(.get(.activateStatus))
    await transport.close()
    return response.map(ActivationState.init(activateStatus:)) == .active
  }
}
