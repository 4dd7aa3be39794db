import Device
import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing

/// What the ledger remembers between runs and shares between lanes.
@Suite struct LedgerTests {
  private let address = Bench.address
  private let state = InMemoryStateStore()
  private let clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_790_000_000))

  /// The ledger as a new process would open it.
  private var ledger: LoginLedger { LoginLedger(folder: DeviceFolder(serial: "1"), state: state, clock: clock) }

  private func spent(_ body: () async throws -> Void) async -> Bool {
    do {
      try await body()
      return false
    } catch {
      return (error as? LoginRefused)?.reason == .budgetSpent
    }
  }

  @Test func `a try whose outcome nobody wrote down counts`() async throws {
    _ = try await ledger.reserve(for: "admin", at: address, told: nil)
    #expect(try ledger.triesLeft(for: "admin") == 4)
    clock.advance(by: .seconds(90))
    _ = try await ledger.reserve(for: "admin", at: address, told: nil)
    clock.advance(by: .seconds(90))
    #expect(await spent { _ = try await ledger.reserve(for: "admin", at: address, told: nil) })
  }

  @Test func `a try that was cut off is settled by a recorder whose count is known to speak of the account`()
    async throws
  {
    let wrong = try await ledger.reserve(for: "admin", at: address, told: 5)
    try ledger.refused(wrong, ResponseStatus(statusCode: 4), countMoved: true)
    _ = try await ledger.reserve(for: "admin", at: address, told: 4)
    clock.advance(by: .seconds(61))
    #expect(await spent { _ = try await ledger.reserve(for: "admin", at: address, told: nil) })
    _ = try await ledger.reserve(for: "admin", at: address, told: 4)
  }

  @Test func `a try of a process that is dead is not waited for`() async throws {
    let gone = InMemoryStateStore(sharing: state, as: ProcessMark(host: "memory", id: 2, start: "1"))
    for _ in 1...2 {
      _ = try await LoginLedger(folder: DeviceFolder(serial: "1"), state: gone, clock: clock)
        .reserve(for: "admin", at: address, told: nil)
    }
    let start = clock.now
    #expect(await spent { _ = try await ledger.reserve(for: "admin", at: address, told: nil) })
    #expect(clock.now == start)
  }

  @Test func `tries that others have under way are waited for`() async throws {
    let first = try await ledger.reserve(for: "admin", at: address, told: nil)
    let second = try await ledger.reserve(for: "admin", at: address, told: nil)
    async let third = ledger.reserve(for: "admin", at: address, told: nil)
    await Task.yield()
    try ledger.succeeded(first)
    try ledger.release(second)
    _ = try await third
  }

  @Test func `a success leaves the tries of others counted`() async throws {
    let mine = try await ledger.reserve(for: "admin", at: address, told: nil)
    _ = try await ledger.reserve(for: "admin", at: address, told: nil)
    try ledger.succeeded(mine)
    #expect(try ledger.triesLeft(for: "admin") == 4)
  }

  @Test func `accounts are counted apart`() async throws {
    for _ in 1...2 { try ledger.refused(try await ledger.reserve(for: "admin", at: address, told: nil), nil) }
    #expect(try ledger.triesLeft(for: "viewer") == 5)
    #expect(await spent { _ = try await ledger.reserve(for: "admin", at: address, told: nil) })
  }

  @Test func `the recorder's own count lowers the budget and never raises it`() async throws {
    #expect(await spent { _ = try await ledger.reserve(for: "admin", at: address, told: 3) })
    try ledger.refused(try await ledger.reserve(for: "admin", at: address, told: 20), nil)
    try ledger.refused(try await ledger.reserve(for: "admin", at: address, told: 20), nil)
    #expect(await spent { _ = try await ledger.reserve(for: "admin", at: address, told: 20) })
  }

  @Test func `wrong tries are forgotten with time only where the recorder is known to say so`() async throws {
    for _ in 1...2 {
      let attempt = try await ledger.reserve(for: "admin", at: address, told: 5)
      try ledger.refused(attempt, ResponseStatus(statusCode: 4), countMoved: true)
    }
    clock.advance(by: .seconds(1801))
    #expect(await spent { _ = try await ledger.reserve(for: "admin", at: address, told: nil) })
    #expect(await spent { _ = try await ledger.reserve(for: "admin", at: address, told: 3) })
    _ = try await ledger.reserve(for: "admin", at: address, told: 5)
  }

  @Test func `a recorder that never tells gets two wrong tries, ever, and the ledger is named`() async throws {
    for _ in 1...2 { try ledger.refused(try await ledger.reserve(for: "admin", at: address, told: nil), nil) }
    clock.advance(by: .seconds(1_000_000))
    await #expect { try await ledger.reserve(for: "admin", at: address, told: nil) } throws: { error in
      (error as? LoginRefused)?.waitWords == "log in by hand with the right password, then remove "
        + state.location(of: DeviceFolder(serial: "1").ledger)
    }
  }

  @Test func `what was written before tries were kept apart is read`() async throws {
    let text = #"{"accounts":{"admin":{"failures":2,"triesLeft":3,"lastFailure":800000000}}}"#
    try state.write(Array(text.utf8), to: DeviceFolder(serial: "1").ledger)
    #expect(await spent { _ = try await ledger.reserve(for: "admin", at: address, told: nil) })
  }

  @Test func `sessions of one run send a wrong password once, also at another address`() async throws {
    let bench = try Bench()
    bench.network.name("recorder.example", Bench.address.host)
    let gateway = try bench.gateway()
    for place in [Bench.address, DeviceAddress(.http, "recorder.example"), Bench.address] {
      await #expect { try await gateway.session(at: place, as: .wrong) } throws: {
        ($0 as? LoginRefused)?.reason == .wrongPassword
      }
    }
    #expect(bench.recorder.log.refusedLogins == 1)
    gateway.forgetRefusals()
    await #expect(throws: LoginRefused.self) { try await gateway.session(at: Bench.address, as: .wrong) }
    #expect(bench.recorder.log.refusedLogins == 2)
  }

  @Test func `sessions at the same time with a wrong password cost one try`() async throws {
    let bench = try Bench()
    let gateway = try bench.gateway()
    await withTaskGroup(of: Void.self) { group in
      for _ in 1...6 {
        group.addTask { _ = try? await gateway.session(at: Bench.address, as: .wrong) }
      }
    }
    #expect(bench.recorder.log.refusedLogins == 1)
  }

  @Test func `a password is tried for its refusal only where that leaves enough`() async throws {
    let bench = try Bench()
    let gateway = try bench.gateway()
    _ = try await gateway.session(at: Bench.address, as: .right)
    #expect(try await gateway.tryForRefusal(.right, at: Bench.address) == .taken)
    #expect(try await gateway.tryForRefusal(.wrong, at: Bench.address) == .refused)
    _ = try await gateway.session(at: Bench.address, as: .right)
    gateway.forgetRefusals()
    #expect(try await gateway.tryForRefusal(.wrong, at: Bench.address) == .refused)
    _ = try await gateway.session(at: Bench.address, as: .right)
    gateway.forgetRefusals()
    #expect(try await gateway.tryForRefusal(.wrong, at: Bench.address) == .notTried)
    #expect(bench.recorder.log.refusedLogins == 2)
  }
}
