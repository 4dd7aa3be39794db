import Device
import FoundationEssentials
import Host
import ISAPI
import Logging
import Simulator
import TestSupport
import Testing
import XML

/// The whole way: gateway, Digest, HTTP, TLS and sockets, to a simulated recorder that listens on one.
@Suite struct WholeWayTests {
  private func gateway(_ bench: Bench, to place: DeviceAddress) throws -> DeviceGateway {
    let dialer = SocketDialer(limits: .patient) { _ in (host: place.host, port: place.port) }
    return try DeviceGateway(
      dialer: dialer, declared: nil, folder: DeviceFolder(serial: bench.recorder.profile.serial), state: bench.state,
      clock: bench.clock, logger: Logger(label: "test"))
  }

  @Test(arguments: Family.allCases, [DeviceAddress.Scheme.http, .https])
  func `a recorder on a socket is read with one login`(_ family: Family, _ scheme: DeviceAddress.Scheme) async throws {
    let bench = try Bench(family)
    let address = DeviceAddress(scheme, Bench.address.host)
    try await withHTTPFront(bench.recorder, scheme: scheme, placement: .fixed("127.0.0.1")) { front in
      let gateway = try gateway(bench, to: try await front.address)
      let session = try await gateway.session(at: address, as: .right)
      let reader = SnapshotReader(session, clock: bench.clock)
      let snapshot = try await reader.snapshot(of: [.capabilities, "/ISAPI/System/time", "/ISAPI/Security/users"])
      #expect(snapshot.identity.serial == bench.recorder.profile.serial)
      #expect(snapshot.readings.values.allSatisfy { if case .document = $0 { true } else { false } })
      #expect(bench.recorder.log.logins == 1)
      #expect(session.ownHost == bench.recorder.log.entries.last?.source)
      #expect(gateway.fingerprint == (scheme == .https ? bench.recorder.fingerprint : nil))
      await session.close()
    }
  }

  @Test func `a recorder that shows another key than the pinned one gets no password`() async throws {
    let bench = try Bench()
    let imposter = try Bench()
    let address = DeviceAddress(.https, Bench.address.host)
    try await withHTTPFront(bench.recorder, scheme: .https, placement: .fixed("127.0.0.1")) { front in
      let session = try await gateway(bench, to: try await front.address).session(at: address, as: .right)
      await session.close()
    }
    try await withHTTPFront(imposter.recorder, scheme: .https, placement: .fixed("127.0.0.1")) { front in
      let gateway = try gateway(bench, to: try await front.address)
      await #expect { try await gateway.session(at: address, as: .right) } throws: {
        ($0 as? TransportError)?.reason == .untrustedCertificate
      }
    }
    #expect(imposter.recorder.log.entries.isEmpty)
  }

  @Test(arguments: [Fault.Kind.truncatedBody, .closeConnection])
  func `an answer that is cut off is told as such`(_ kind: Fault.Kind) async throws {
    let bench = try Bench()
    try await withHTTPFront(bench.recorder, placement: .fixed("127.0.0.1")) { front in
      let session = try await gateway(bench, to: try await front.address).session(at: Bench.address, as: .right)
      bench.recorder.inject(Fault(kind, on: .get, "/ISAPI/System/time", times: nil))
      await #expect { try await SnapshotReader(session, clock: bench.clock).read(["/ISAPI/System/time"]) } throws: {
        (($0 as? SnapshotIncomplete)?.cause as? TransportError)?.reason == .cutOff
      }
      await session.close()
    }
  }
}
