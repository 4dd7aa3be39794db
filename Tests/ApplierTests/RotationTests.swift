import Applier
import Device
import Host
import ISAPI
import Manifest
import Planner
import Settings
import Simulator
import Testing

/// A new password for the account in use, rung by rung (product.md A).
@Suite struct RotationTests {
  private static let old = Secret("Sunset-1999")
  private static let usersPath = "/ISAPI/Security/users/1"

  private func bench(_ change: (inout RecorderSeed) -> Void = { _ in }) throws -> (ApplyBench, RecorderDeclaration) {
    var bench = try ApplyBench { seed in
      seed.password = Self.old
      change(&seed)
    }
    bench.passwords = ["NVR": ApplyBench.password, "OLD": Self.old]
    return (bench, try bench.declaration("deviceName: lobby"))
  }

  @Test func `the new password is proved, and the old one is seen refused`() async throws {
    let (bench, declaration) = try bench()
    let result = try await bench.converge(declaration)
    #expect(result.status == .done, "\(result.message)")
    let facts = result.done.map(\.facts).joined()
    #expect(facts.contains("logged in with the new password"))
    #expect(facts.contains("the previous password is refused"))
    #expect(bench.recorder.log.refusedLogins == 2)
    #expect(bench.triesLeft == 5)
  }

  @Test func `a wrong try too many is not spent on the old password`() async throws {
    let (bench, declaration) = try bench()
    _ = try await bench.plan(declaration)
    let result = try await bench.converge(declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(result.done.contains { $0.facts.contains { $0.contains("was not tried") } })
    #expect(bench.recorder.log.refusedLogins == 2)
  }

  @Test(arguments: [Fault.Moment.beforeEffect, .afterEffect])
  func `a lost answer costs no password a second try`(_ moment: Fault.Moment) async throws {
    let (bench, declaration) = try bench()
    bench.recorder.inject(Fault(.closeConnection, moment, on: .put, Self.usersPath))
    let result = try await bench.converge(declaration)
    let isSet = bench.recorder.hasPassword(ApplyBench.password, for: "admin")
    #expect(isSet == (moment == .afterEffect))
    #expect(result.status == (isSet ? .done : .partlyApplied), "\(result.message)")
    #expect(bench.recorder.log.refusedLogins <= 2)
    #expect(bench.recorder.log.entries(.put, Self.usersPath).count == 1)
    let again = try await bench.converge(declaration)
    #expect(again.status == .done, "\(again.message)")
    #expect(bench.triesLeft >= 3)
  }

  @Test func `a recorder that says OK and keeps the old password is found out`() async throws {
    let (bench, declaration) = try bench()
    bench.recorder.inject(Fault(.ignoredWrite, on: .put, Self.usersPath))
    let result = try await bench.converge(declaration)
    #expect(result.status == .partlyApplied || result.status == .failed, "\(result.status)")
    #expect(result.message.contains("still takes the previous password"), "\(result.message)")
    #expect(bench.triesLeft >= 3)
  }

  @Test(arguments: Self.deaths)
  func `a process that dies on any rung leaves a run that ends as if it had not`(_ death: Death) async throws {
    let (bench, declaration) = try bench()
    let plan = try await bench.plan(declaration)
    let process = MortalProcess(dying: death)
    var result = try await bench.apply(plan, declaration, in: process)
    guard process.isDead else { return }
    let hasRun = try !bench.store.list("runs").isEmpty
    result = hasRun ? try await bench.resume(declaration) : try await bench.converge(declaration)
    #expect(result.status == .done, "\(death): \(result.message)")
    #expect(bench.recorder.hasPassword(ApplyBench.password, for: "admin"))
    #expect(bench.recorder.log.entries(.put, Self.usersPath).count { $0.isWrite } <= 2)
    #expect(bench.recorder.log.refusedLogins <= 2, "\(death)")
    #expect(bench.triesLeft >= 3, "\(death)")
  }

  /// Before and after each request of a rotation.
  static let deaths: [Death] = (1...26).flatMap { number in
    [Death.Moment.before, .after].map { Death(act: .request, number: number, moment: $0) }
  }
}

extension ApplyBench {
  /// What admin has left as the recorder counts.
  var triesLeft: Int { recorder.triesLeft(of: "admin", from: network.clientAddress) }
}
