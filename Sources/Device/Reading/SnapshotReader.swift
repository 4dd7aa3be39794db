package import Host
package import ISAPI
import XML

/// A resource that could not be read, so that there is no snapshot.
package struct SnapshotIncomplete: Error, Sendable {
  package var address: DeviceAddress
  package var endpoint: Endpoint
  /// A `DeviceRefusal` or a `TransportError`.
  package var cause: any Error

  package init(address: DeviceAddress, endpoint: Endpoint, cause: any Error) {
    self.address = address
    self.endpoint = endpoint
    self.cause = cause
  }
}

/// Reads documents of a device into a snapshot, two at a time.
package struct SnapshotReader: Sendable {
  private let transport: any DeviceTransport
  private let clock: any WallClock

  package init(_ transport: any DeviceTransport, clock: any WallClock) {
    self.transport = transport
    self.clock = clock
  }

  /// Reads resources, of which a device may lack all but the required ones (isapi.md 12.4).
  ///
  /// Throws `SnapshotIncomplete` where one can neither be read nor is missing, `LoginRefused` and
  /// `CancellationError`.
  package func read(
    _ endpoints: some Collection<Endpoint>, required: Set<Endpoint> = []
  ) async throws -> [Endpoint: DeviceSnapshot.Reading] {
    var remaining = Set(endpoints).union(required).sorted()[...]
    return try await withThrowingTaskGroup(of: (Endpoint, DeviceSnapshot.Reading).self) { group in
      var readings: [Endpoint: DeviceSnapshot.Reading] = [:]
      func startNext() {
        guard let endpoint = remaining.popFirst() else { return }
        group.addTask { (endpoint, try await read(endpoint, required.contains(endpoint) ? .required : .optional)) }
      }
      startNext()
      startNext()
      for try await (endpoint, reading) in group {
        readings[endpoint] = reading
        startNext()
      }
      return readings
    }
  }

  /// Reads resources into a snapshot; the time is asked for by itself, so that it is known when that was.
  package func extend(_ snapshot: inout DeviceSnapshot, by endpoints: [Endpoint]) async throws {
    snapshot.readings.merge(try await read(endpoints.filter { $0 != .time })) { $1 }
    guard endpoints.contains(.time) else { return }
    let sent = clock.now
    snapshot.readings[.time] = try await read(.time, .optional)
    snapshot.timeRead = DeviceSnapshot.Asked(sent: sent, received: clock.now)
  }

  /// Reads resources and `deviceInfo` into a snapshot; throws what `read` throws.
  package func snapshot(of endpoints: some Collection<Endpoint>) async throws -> DeviceSnapshot {
    let readings = try await read(endpoints, required: [.deviceInfo])
    guard case .document(let document) = readings[.deviceInfo],
      let identity = DeviceIdentity(deviceInfo: document.root)
    else { throw incomplete(.deviceInfo, DeviceRefusal(.unexpectedContent, .get(.deviceInfo), httpStatus: 200)) }
    return DeviceSnapshot(identity: identity, readings: readings)
  }

  /// Reads one resource, asking again while the device is busy.
  package func read(_ endpoint: Endpoint, _ presence: DeviceAnswer.Presence) async throws -> DeviceSnapshot.Reading {
    let answer: DeviceAnswer
    do {
      answer = try await transport.patientAnswer(toReading: endpoint, presence: presence, clock: clock)
    } catch let error as TransportError {
      throw incomplete(endpoint, error)
    }
    switch answer {
    case .document(let document): return .document(document)
    case .notPresent(let status, let subStatus): return .absent(status: status, subStatus: subStatus)
    case .busy(let refusal), .refused(let refusal): throw incomplete(endpoint, refusal)
    case .content, .done, .rebootRequired:
      throw incomplete(endpoint, DeviceRefusal(.unexpectedContent, .get(endpoint), httpStatus: 200))
    }
  }

  private func incomplete(_ endpoint: Endpoint, _ cause: any Error) -> SnapshotIncomplete {
    SnapshotIncomplete(address: transport.address, endpoint: endpoint, cause: cause)
  }
}

extension DeviceSnapshot {
  /// A snapshot with more resources read into it.
  package func adding(_ readings: [Endpoint: Reading]) -> DeviceSnapshot {
    DeviceSnapshot(identity: identity, readings: self.readings.merging(readings) { $1 })
  }
}
