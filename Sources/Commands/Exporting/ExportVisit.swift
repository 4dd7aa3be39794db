import Device
import Host
import ISAPI
import Logging
import Planner
import Settings

/// Reads one recorder that no manifest declares yet; nothing is written to it.
struct ExportVisit: Sendable {
  var address: DeviceAddress
  var credentials: Credentials
  /// What is to be read, without any wish for it.
  var settings: [DesiredSetting]
  /// What is read besides, to be told of.
  var besides: [Endpoint] = []
  var state: any StateStore
  var clock: any WallClock
  var dialer: any DeviceDialer
  var logger: Logger

  /// What came of it.
  struct Finding: Sendable {
    var address: DeviceAddress
    var outcome: Result<ExportReading, Problem>
    var traffic: Traffic
  }

  /// The recorder as it is, or why that is not known; never throws, so that all addresses are looked at.
  func finding() async -> Finding {
    let counting = CountingDialer(dialer)
    let outcome: Result<ExportReading, Problem>
    do {
      outcome = .success(try await reading(over: counting))
    } catch {
      outcome = .failure(Problem(error))
    }
    return Finding(address: address, outcome: outcome, traffic: counting.traffic)
  }

  private func reading(over dialer: any DeviceDialer) async throws -> ExportReading {
    let gateway = try DeviceGateway(
      dialer: dialer, declared: nil, folder: DeviceFolder(address: address), state: state, clock: clock, logger: logger)
    let located = try await RecorderLocator(gateway).locate([address], as: [credentials])
    guard case .active(let proven, _) = located.state else { throw NothingToExport(address: address) }
    do {
      try knowAgain(proven.identity, by: gateway)
      let reading = try await read(over: proven)
      await proven.transport.close()
      return reading
    } catch {
      await proven.transport.close()
      throw error
    }
  }

  /// Holds the recorder to the key that is pinned for its serial, or pins this one for the plans to come.
  private func knowAgain(_ identity: DeviceIdentity, by gateway: DeviceGateway) throws {
    guard let shown = gateway.fingerprint else { return }
    let pin = try CertificatePin(folder: DeviceFolder(serial: identity.serial), state: state)
    guard pin.accepts(fingerprint: shown, from: address) else {
      var error = TransportError(.untrustedCertificate, address: address, detail: shown)
      error.keys = pin.expected(at: address).map { .init(pinned: $0, shown: shown, place: pin.place) }
      throw error
    }
    try pin.pin(address)
  }

  /// Everything asked for, in as many rounds as it takes to know what to ask for.
  private func read(over proven: ProvenLogin) async throws -> ExportReading {
    let reader = SnapshotReader(proven.transport, clock: clock)
    var reading = ExportReading(
      snapshot: DeviceSnapshot(identity: proven.identity, readings: [.deviceInfo: .document(proven.deviceInfo)]))
    reading.snapshot.readings.merge(try await reader.read(PlanReads.first.filter { $0 != .deviceInfo })) { $1 }
    while true {
      let next = PlanReads.next(for: settings, on: reading.snapshot) + besides.filter { !reading.knows($0) }
      if next.isEmpty { return reading }
      let results = await next.concurrentMap(limit: Self.atOnce) {
        endpoint -> Result<DeviceSnapshot.Reading, any Error> in
        do {
          return .success(try await reader.read(endpoint, .optional))
        } catch {
          return .failure(error)
        }
      }
      for (endpoint, result) in zip(next, results) { try reading.take(result, of: endpoint) }
    }
  }

  /// The most requests at a time (design 6.4).
  private static let atOnce = 2
}

/// What was read of a recorder, and what it would not show.
struct ExportReading: Sendable {
  var snapshot: DeviceSnapshot
  /// Why a resource could not be read, though it may be there.
  var unreadable: [Endpoint: String] = [:]
  /// The snapshot file it is from, with its time; nil for a live recorder.
  var file: String?

  /// Whether a resource was asked for already.
  fileprivate func knows(_ endpoint: Endpoint) -> Bool { snapshot.readings[endpoint] != nil }

  /// Takes what reading a resource gave; a resource that is refused to this account does not spoil the others.
  fileprivate mutating func take(_ result: Result<DeviceSnapshot.Reading, any Error>, of endpoint: Endpoint) throws {
    do {
      snapshot.readings[endpoint] = try result.get()
    } catch let error as SnapshotIncomplete {
      guard let refusal = error.cause as? DeviceRefusal, refusal.kind != .busy else { throw error }
      snapshot.readings[endpoint] = .absent(status: refusal.httpStatus, subStatus: refusal.subStatusCode)
      unreadable[endpoint] = "it could not be read: \(refusal.explanation)"
    }
  }
}

/// A device without an administrator, which tells nothing.
private struct NothingToExport: Explained {
  var address: DeviceAddress

  var problem: Problem {
    Problem(
      "the device at \(address) is inactive: it has no administrator yet, and nothing to export",
      advice: ["write a manifest for it; its plan begins with the activation"], status: .failed)
  }
}
