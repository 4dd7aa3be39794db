import Device
import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing
import XML

@Suite struct LoginTests {
  @Test(arguments: Family.allCases)
  func `one login carries many requests, with MD5 and with SHA-256`(_ family: Family) async throws {
    let bench = try Bench(family)
    let transport = try await bench.login()
    for _ in 1...5 { #expect(try await transport.send(.get(.capabilities)).status == 200) }
    #expect(bench.recorder.log.logins == 1)
    #expect(bench.recorder.log.reads == 7)
  }

  @Test func `requests at the same time share the login`() async throws {
    let bench = try Bench()
    let transport = try await bench.transport(as: .right)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 1...8 { group.addTask { try await transport.send(.get(.deviceInfo)).status } }
      for try await status in group { #expect(status == 200) }
    }
    #expect(bench.recorder.log.logins == 1)
    #expect(bench.recorder.log.refusedLogins == 0)
  }

  @Test func `a write goes out once, behind a read that fetches the challenge`() async throws {
    let bench = try Bench()
    let transport = try await bench.transport(as: .right)
    let body = try XMLDocument(parsing: Array("<DeviceInfo><deviceName>yard</deviceName></DeviceInfo>".utf8))
    _ = try await transport.send(.send(.put, .deviceInfo, body))
    #expect(bench.recorder.log.entries.map(\.method) == [.get, .put])
  }

  @Test func `a stale nonce is answered afresh, without another login`() async throws {
    let bench = try Bench()
    let transport = try await bench.login()
    bench.clock.advance(by: .seconds(3600))
    #expect(try await transport.send(.get(.capabilities)).status == 200)
    #expect(bench.recorder.log.logins == 1)
    #expect(bench.recorder.log.refusedLogins == 0)
  }

  @Test func `a wrong password is tried once and then never again`() async throws {
    let bench = try Bench()
    let transport = try await bench.transport(as: .wrong)
    for _ in 1...3 {
      await #expect {
        try await transport.send(.get(.deviceInfo))
      } throws: { error in
        let refused = error as? LoginRefused
        return refused?.reason == .wrongPassword && refused?.triesLeft == 4
      }
    }
    #expect(bench.recorder.log.refusedLogins == 1)
  }

  @Test func `at most two logins fail over all runs, and three tries stay unused`() async throws {
    let bench = try Bench()
    for _ in 1...2 {
      await #expect { try await bench.login(Secret("Wrong-Pass-1")) } throws: {
        ($0 as? LoginRefused)?.reason == .wrongPassword
      }
    }
    await #expect { try await bench.login() } throws: { ($0 as? LoginRefused)?.reason == .budgetSpent }
    #expect(bench.recorder.log.refusedLogins == 2)
    #expect(bench.recorder.log.logins == 2)
    bench.clock.advance(by: .seconds(1801))
    _ = try await bench.login()
    _ = try await bench.login()
  }

  @Test func `a login that succeeds clears the count`() async throws {
    let bench = try Bench()
    for _ in 1...4 {
      await #expect(throws: LoginRefused.self) { try await bench.login(Secret("Wrong-Pass-1")) }
      _ = try await bench.login()
    }
  }

  @Test func `a lock is told with the time it ends, and nothing is sent until then`() async throws {
    let bench = try Bench(.a) { seed in
      seed.behavior.triesBeforeLock = 1
      seed.behavior.userCheck = .missing
    }
    await #expect { try await bench.login(Secret("Wrong-Pass-1")) } throws: { error in
      let refused = error as? LoginRefused
      return refused?.reason == .locked && refused?.unlockSeconds == 1800
    }
    bench.clock.advance(by: .seconds(60))
    await #expect { try await bench.login() } throws: { error in
      let refused = error as? LoginRefused
      return refused?.reason == .locked && refused?.unlockSeconds == 1740
    }
    #expect(bench.recorder.log.logins == 1)
    bench.clock.advance(by: .seconds(1741))
    _ = try await bench.login()
  }

  @Test func `a device in trouble costs no try`() async throws {
    let bench = try Bench()
    bench.recorder.inject(Fault(.busy, on: .get, "*", times: 5))
    await #expect { try await bench.login() } throws: { ($0 as? DeviceRefusal)?.kind == .busy }
    _ = try await bench.login()
    #expect(bench.recorder.log.refusedLogins == 0)
  }

  @Test func `a lost answer to a login counts as a try`() async throws {
    let bench = try Bench { $0.behavior.userCheck = .missing }
    bench.recorder.inject(Fault(.closeConnection, on: .get, "*"))
    await #expect(throws: TransportError.self) { try await bench.login() }
    await #expect(throws: LoginRefused.self) { try await bench.login(Secret("Wrong-Pass-1")) }
    await #expect { try await bench.login() } throws: { ($0 as? LoginRefused)?.reason == .budgetSpent }
  }

  @Test func `a lost answer to a password that was taken before counts for nothing`() async throws {
    let bench = try Bench()
    let gateway = try bench.gateway()
    _ = try await gateway.session(at: Bench.address, as: .right)
    bench.recorder.inject(Fault(.closeConnection, on: .get, "*", times: 5))
    for _ in 1...5 {
      await #expect(throws: TransportError.self) { try await gateway.session(at: Bench.address, as: .right) }
    }
    _ = try await gateway.session(at: Bench.address, as: .right)
  }

  @Test func `Basic is not used without TLS`() async throws {
    let connection = CannedConnection { _ in
      Response(status: 401, headers: ["WWW-Authenticate": "Basic realm=\"r\""])
    }
    await #expect { try await connection.transport(DeviceAddress(.http, "a")).send(.get(.deviceInfo)) } throws: {
      ($0 as? LoginRefused)?.reason == .noUsableScheme
    }
    #expect(connection.requests.allSatisfy { $0.headers["Authorization"] == nil })
    await #expect(throws: LoginRefused.self) {
      try await connection.transport(DeviceAddress(.https, "a")).send(.get(.deviceInfo))
    }
    #expect(connection.requests.compactMap { $0.headers["Authorization"]?.hasPrefix("Basic ") } == [true])
  }

  @Test func `a password changed elsewhere stops the session after one fresh try`() async throws {
    let bench = try Bench()
    let transport = try await bench.login()
    let other = try await bench.login()
    let users = try await other.document(at: "/ISAPI/Security/users/1")
    var changed = users
    changed.root.setText("Other-Pass-2", creating: "password")
    changed.root.setText(Bench.password.reveal(), creating: "loginPassword")
    let answer = try await other.answer(to: .send(.put, "/ISAPI/Security/users/1", changed))
    guard case .done = answer else {
      Issue.record("the password was not changed: \(answer)")
      return
    }
    for _ in 1...3 { await #expect(throws: LoginRefused.self) { try await transport.send(.get(.capabilities)) } }
    #expect(bench.recorder.log.refusedLogins <= 2)
  }
}
