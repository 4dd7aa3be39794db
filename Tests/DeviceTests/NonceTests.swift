import Device
import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing

/// Logins that are turned away for another reason than the password.
@Suite struct NonceTests {
  @Test(arguments: RecorderBehavior.OldNonce.allCases, RecorderBehavior.UserCheckAnswer.allCases)
  func `a nonce that is too old is answered afresh`(
    _ behavior: RecorderBehavior.OldNonce, _ check: RecorderBehavior.UserCheckAnswer
  ) async throws {
    let bench = try Bench { seed in
      seed.behavior.oldNonce = behavior
      seed.behavior.userCheck = check
    }
    let transport = try await bench.login()
    for _ in 1...6 {
      bench.clock.advance(by: .seconds(400))
      #expect(try await transport.send(.get(.capabilities)).status == 200)
    }
    #expect(bench.triesLeft == 5)
    #expect(bench.recorder.log.refusedLogins == (behavior == .countsAsWrong ? 6 : 0))
  }

  @Test func `requests at the same time renew a nonce together`() async throws {
    for behavior in RecorderBehavior.OldNonce.allCases {
      let bench = try Bench { $0.behavior.oldNonce = behavior }
      let transport = try await bench.login()
      bench.clock.advance(by: .seconds(400))
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 1...6 { group.addTask { try await transport.send(.get(.deviceInfo)).status } }
        for try await status in group { #expect(status == 200) }
      }
      #expect(bench.triesLeft == 5)
    }
  }

  @Test func `a recorder that calls every nonce stale has found no wrong password`() async throws {
    let connection = CannedConnection { _ in .challenge(isStale: true) }
    let transport = connection.transport()
    for _ in 1...2 {
      await #expect { try await transport.send(.get(.deviceInfo)) } throws: {
        ($0 as? LoginRefused)?.reason == .notJudged
      }
    }
    #expect(connection.requests.count { $0.headers["Authorization"] != nil } <= 3)
  }

  @Test func `a clock that is off is told, and a login it turns away costs no try`() async throws {
    let bench = try Bench { seed in
      seed.behavior.dateSkew = 7500
      seed.behavior.loginClockTolerance = 300
    }
    for _ in 1...4 {
      await #expect { try await bench.login() } throws: { error in
        let refused = error as? LoginRefused
        return refused?.reason == .notJudged && refused?.clockSkew == 7500
          && refused?.clockWords == "the recorder's clock is 2 hours ahead"
      }
    }
    #expect(bench.triesLeft == 5)
  }

  @Test func `a wrong password is one, whatever the clock shows`() async throws {
    let bench = try Bench { $0.behavior.dateSkew = -7500 }
    for _ in 1...4 {
      await #expect { try await bench.login(Secret("Wrong-Pass-1")) } throws: { error in
        let refused = error as? LoginRefused
        return [.wrongPassword, .budgetSpent].contains(refused?.reason)
      }
    }
    #expect(bench.triesLeft == 3)
    await #expect { try await Bench { $0.behavior.dateSkew = -7500 }.login(Secret("Wrong-Pass-1")) } throws: {
      ($0 as? LoginRefused)?.clockWords == "the recorder's clock is 2 hours behind"
    }
  }

  @Test(arguments: [
    "notActivated", "maxSessionUserLink", "loginNumExceedLimit", "upgrading",
  ])
  func `a recorder that is in the way of itself has not looked at the password`(_ reason: String) async throws {
    let bench = try Bench()
    bench.recorder.inject(Fault(.refusal(status: 403, code: 4, subStatus: reason), on: .get, "*", times: 4))
    for _ in 1...4 {
      await #expect { try await bench.login() } throws: { ($0 as? DeviceRefusal)?.subStatusCode == reason }
    }
    _ = try await bench.login()
  }
}
