import Device
import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing

/// What a recorder tells before any password is sent, and what is done with it.
@Suite struct UserCheckTests {
  private static let path = "/ISAPI/Security/userCheck"

  @Test func `the first request of a session is userCheck, and carries no password`() async throws {
    let bench = try Bench()
    _ = try await bench.login()
    let entries = bench.recorder.log.entries
    #expect(entries.map(\.endpoint.path) == [Self.path, "/ISAPI/System/deviceInfo"])
    #expect(entries.first?.authentication == RequestLogEntry.Authentication.none)
  }

  @Test func `a locked account is told with the time it ends, and no password is sent`() async throws {
    let bench = try Bench()
    try await bench.spoil(tries: 5)
    let mark = bench.recorder.log.entries.count
    bench.clock.advance(by: .seconds(60))
    await #expect { try await bench.login() } throws: { error in
      let refused = error as? LoginRefused
      return refused?.reason == .locked && refused?.unlockSeconds == 1740
    }
    #expect(bench.recorder.log.since(mark).logins == 0)
  }

  @Test(arguments: [(1, true), (2, false), (3, false)])
  func `where the recorder has three tries left or fewer no password is sent`(_ spoilt: Int, _ mayTry: Bool)
    async throws
  {
    let bench = try Bench()
    try await bench.spoil(tries: spoilt)
    let mark = bench.recorder.log.entries.count
    if mayTry {
      _ = try await bench.login()
    } else {
      await #expect { try await bench.login() } throws: { error in
        let refused = error as? LoginRefused
        return refused?.reason == .budgetSpent && refused?.triesLeft == 5 - spoilt
      }
    }
    #expect(bench.recorder.log.since(mark).logins == (mayTry ? 1 : 0))
  }

  @Test(arguments: RecorderBehavior.UserCheckAnswer.allCases, Family.allCases)
  func `a recorder that tells nothing is logged in to as well`(
    _ answer: RecorderBehavior.UserCheckAnswer, _ family: Family
  ) async throws {
    let bench = try Bench(family) { $0.behavior.userCheck = answer }
    let gateway = try bench.gateway()
    for _ in 1...3 { await (try await gateway.session(at: Bench.address, as: .right)).close() }
    #expect(bench.recorder.log.logins == 3)
    #expect(bench.recorder.log.reads == [.tells: 6, .challengeAlone: 6, .underOK: 9, .missing: 7][answer])
  }

  @Test func `a lock is heard of where it stands under HTTP 200`() async throws {
    let bench = try Bench { $0.behavior.userCheck = .underOK }
    try await bench.spoil(tries: 5)
    let mark = bench.recorder.log.entries.count
    await #expect { try await bench.login() } throws: { ($0 as? LoginRefused)?.reason == .locked }
    #expect(bench.recorder.log.since(mark).logins == 0)
  }

  @Test(arguments: [RecorderBehavior.RefusalBody.webPage, .empty])
  func `a refusal that says nothing is understood with the help of userCheck`(
    _ body: RecorderBehavior.RefusalBody
  ) async throws {
    let bench = try Bench { $0.behavior.refusalBody = body }
    await #expect { try await bench.login(Secret("Wrong-Pass-1")) } throws: { error in
      let refused = error as? LoginRefused
      return refused?.reason == .wrongPassword && refused?.triesLeft == 4
    }
    #expect(bench.recorder.log.refusedLogins == 1)
  }

  @Test func `an inactive recorder is asked again once it is active`() async throws {
    let bench = try Bench(activated: false)
    let gateway = try bench.gateway()
    await #expect { try await gateway.session(at: Bench.address, as: .right) } throws: {
      ($0 as? DeviceRefusal)?.subStatusCode == "notActivated"
    }
    #expect(bench.recorder.log.entries(.get, Self.path).count == 1)
    await #expect(throws: DeviceRefusal.self) { try await gateway.session(at: Bench.address, as: .right) }
    #expect(bench.recorder.log.entries(.get, Self.path).count == 2)
  }

  @Test(arguments: [
    (#"<userCheck><statusValue>401</statusValue><lockStatus>lock</lockStatus><unlockTime>90</unlockTime></userCheck>"#),
    (#"<ResponseStatus><statusCode>4</statusCode><lockStatus>locked</lockStatus><resLockTime>90</resLockTime></ResponseStatus>"#),
    (#"{"statusCode":4,"subStatusCode":"userNameLocked","resLockTime":90}"#),
    (#"{"UserCheck":{"statusValue":401,"lockStatus":"locked","unlockTime":90}}"#),
  ])
  func `a lock is read in every spelling`(_ body: String) async throws {
    let connection = CannedConnection { _ in .challenge(body: body) }
    await #expect { try await connection.transport().send(.get(.deviceInfo)) } throws: { error in
      let refused = error as? LoginRefused
      return refused?.reason == .locked && refused?.unlockSeconds == 90
    }
    #expect(connection.requests.allSatisfy { $0.headers["Authorization"] == nil })
  }

  @Test func `a refusal under HTTP 200 is one`() async throws {
    let connection = CannedConnection { request in
      if request.headers["Authorization"] == nil { return .challenge() }
      let body = "<userCheck><statusValue>401</statusValue><retryLoginTime>4</retryLoginTime></userCheck>"
      return Response(status: 200, body: Array(body.utf8))
    }
    let transport = connection.transport()
    for _ in 1...2 {
      await #expect { try await transport.send(UserCheckTests.check) } throws: { error in
        let refused = error as? LoginRefused
        return refused?.reason == .wrongPassword && refused?.triesLeft == 4
      }
    }
    #expect(connection.requests.count { $0.headers["Authorization"] != nil } == 1)
  }

  private static let check = Request.get("/ISAPI/Security/userCheck")
}
