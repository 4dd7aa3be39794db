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
  var state: any StateStore
  var clock: any WallClock
  var dialer: any DeviceDialer
  var logger: Logger

  /// What came of it.
  struct Finding: Sendable {
    var address: DeviceAddress
    var outcome: Result<DeviceSnapshot, Problem>
    var traffic: Traffic
  }

  /// The recorder as it is, or why that is not known; never throws, so that all addresses are looked at.
  func finding() async -> Finding {
    let counting = CountingDialer(dialer)
    let outcome: Result<DeviceSnapshot, Problem>
    do {
      outcome = .success(try await snapshot(over: counting))
    } catch {
      outcome = .failure(Problem(error))
    }
    return Finding(address: address, outcome: outcome, traffic: counting.traffic)
  }

  private func snapshot(over dialer: any DeviceDialer) async throws -> DeviceSnapshot {
    let gateway = try DeviceGateway(
      dialer: dialer, declared: nil, folder: DeviceFolder(address: address), state: state, clock: clock, logger: logger)
    let located = try await RecorderLocator(gateway).locate([address], as: [credentials])
    guard case .active(let proven, _) = located.state else { throw NothingToExport(address: address) }
    do {
      try knowAgain(proven.identity, by: gateway)
      let snapshot = try await read(over: proven)
      await proven.transport.close()
      return snapshot
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
  private func read(over proven: ProvenLogin) async throws -> DeviceSnapshot {
    let reader = SnapshotReader(proven.transport, clock: clock)
    var snapshot = DeviceSnapshot(
      identity: proven.identity, readings: [.deviceInfo: .document(proven.deviceInfo)])
    snapshot.readings.merge(try await reader.read(PlanReads.first.filter { $0 != .deviceInfo })) { $1 }
    while true {
      let next = PlanReads.next(for: settings, on: snapshot)
      if next.isEmpty { return snapshot }
      snapshot.readings.merge(try await reader.read(next)) { $1 }
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
