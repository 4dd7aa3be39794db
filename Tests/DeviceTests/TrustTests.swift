import Device
import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing

@Suite struct TrustTests {
  private let address = DeviceAddress(.https, Bench.address.host)

  @Test func `the key of the first proven login is pinned`() async throws {
    let bench = try Bench()
    _ = try await bench.gateway().session(at: address, as: .right)
    #expect(try bench.gateway().fingerprint == bench.recorder.fingerprint)
  }

  @Test func `a device that is not the recorder is not pinned`() async throws {
    let bench = try Bench()
    let gateway = try bench.gateway(serial: "9999999999")
    await #expect(throws: IdentityMismatch.self) { try await gateway.session(at: address, as: .right) }
    #expect(gateway.fingerprint == nil)
    #expect(try bench.gateway(serial: "9999999999").fingerprint == nil)
  }

  @Test func `another key is refused until the old one is forgotten`() async throws {
    let bench = try Bench()
    _ = try await bench.gateway().session(at: address, as: .right)
    let imposter = try Bench()
    let folder = DeviceFolder(serial: bench.recorder.profile.serial)
    let pin = try CertificatePin(folder: folder, state: bench.state)
    await #expect { try await imposter.network.connect(to: address, trust: pin) } throws: {
      ($0 as? TransportError)?.reason == .untrustedCertificate
    }
    try pin.forget()
    _ = try await imposter.network.connect(to: address, trust: try CertificatePin(folder: folder, state: bench.state))
  }

  @Test func `another key is named beside the pinned one, and where that is kept`() async throws {
    let bench = try Bench()
    let gateway = try bench.gateway()
    _ = try await gateway.session(at: address, as: .right)
    let pinned = bench.recorder.fingerprint
    bench.recorder.replaceCertificate()
    let error = await #expect(throws: TransportError.self) { try await gateway.session(at: address, as: .right) }
    #expect(error?.keys?.pinned == pinned)
    #expect(error?.keys?.shown == bench.recorder.fingerprint)
    #expect(error?.keys?.place.hasSuffix("pin.json") == true)
  }

  @Test func `within a run the key may not change before it is pinned either`() throws {
    let pin = try CertificatePin(folder: DeviceFolder(serial: "1"), state: InMemoryStateStore())
    #expect(pin.accepts(fingerprint: "a", from: address))
    #expect(!pin.accepts(fingerprint: "b", from: address))
    #expect(pin.accepts(fingerprint: "b", from: DeviceAddress(.https, "other")))
  }

  @Test func `a pin that cannot be read lets nobody through`() throws {
    let state = InMemoryStateStore()
    let folder = DeviceFolder(serial: "1")
    try state.write(Array("{".utf8), to: folder.pin)
    #expect(throws: StateError.self) { try CertificatePin(folder: folder, state: state) }
  }

  @Test func `a ledger that cannot be read lets nobody try`() throws {
    let state = InMemoryStateStore()
    let folder = DeviceFolder(serial: "1")
    try state.write(Array("[]".utf8), to: folder.ledger)
    let ledger = LoginLedger(folder: folder, state: state, clock: ManualWallClock(startingAt: .distantPast))
    #expect(throws: StateError.self) { try ledger.triesLeft(for: "admin") }
  }
}
