import Device
import FoundationEssentials
import Host
import ISAPI
import Testing

/// What several processes remember of one recorder at the same time.
@Suite struct SharedStateTests {
  private let store = InMemoryStateStore()
  private let folder = DeviceFolder(serial: "0123454821")
  private let place = DeviceAddress(.https, "10.20.30.10")

  @Test func `tries of many processes at once are counted together`() async throws {
    let clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_770_000_000))
    let reserved = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<40 {
        let ledger = LoginLedger(folder: folder, state: store, clock: clock)
        group.addTask { [place] in (try? await ledger.reserve(for: "admin", at: place, told: nil)) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(reserved == 2)
    #expect(try LoginLedger(folder: folder, state: store, clock: clock).triesLeft(for: "admin") == 3)
  }

  @Test func `of two processes that pin different keys at once the second is refused`() throws {
    let first = try CertificatePin(folder: folder, state: store)
    let second = try CertificatePin(folder: folder, state: store)
    #expect(first.accepts(fingerprint: "aa", from: place))
    #expect(second.accepts(fingerprint: "bb", from: place))
    try first.pin(place)
    #expect(throws: StateError.self) { try second.pin(place) }
    #expect(try CertificatePin(folder: folder, state: store).fingerprint == "aa")
  }
}
